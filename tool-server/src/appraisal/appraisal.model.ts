import { modelFactory } from '@chuyen-de/xapi/storage';
import type { AppraisalState, Scope, Verdict } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { Schema } from 'mongoose';
import type { QuestionContent } from '../bank/index.ts';
import { owedSchema, type Owed } from '../storage/index.ts';

/** A signature: who said what of which content, and when. */
interface Vote {
  by: string;
  at: Date;
  verdict: Verdict;
  hash: string;
  note: string;
}

/** What a member answered before they saw the key. */
export interface KeyCheck {
  by: string;
  at: Date;
  response: QuestionResponse;
  agrees: boolean;
  settled?: { at: Date; note: string };
}

/**
 * What a council was handed in: the content of a question as it was then, which never changes, and what its members
 * said of it. Handed in again, it is another one.
 */
export interface Appraisal {
  _id: string;
  bank: string;
  /** That of the bank, which never changes. */
  owner: Scope;
  question: string;
  /** The question, as long as something may still come of this: of each there is one such at the most. */
  open?: string;
  state: AppraisalState;
  content: QuestionContent;
  /** SHA-256 of the content's canonical JSON: the fingerprint of the revision that it becomes. */
  hash: string;
  /** Who has written on it. */
  authors: string[];
  submittedBy: string;
  submittedAt: Date;
  due: Date;
  /** Those of the council who have not written on it, as it was then. */
  members: string[];
  needed: number;
  checks: KeyCheck[];
  votes: Vote[];
  comments: { by: string; at: Date; text: string }[];
  /** Members who have not voted, or have contradicted the key and not settled it, while it is in review. */
  waiting: string[];
  /** When its council decided, or it was ended before that. */
  decidedAt?: Date;
  /** Until then it is being put into force, and nobody takes it back. */
  heldUntil?: Date;
  /** Who took it back, or changed its question, also after it was approved. */
  ended?: { by: string; at: Date };
  /** That it became. */
  revision?: number;
  /** Rises with each change. */
  version: number;
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<Appraisal>(
  {
    _id: String,
    bank: { type: String, required: true },
    owner: { type: Mixed, required: true },
    question: { type: String, required: true },
    open: String,
    state: { type: String, required: true },
    content: { type: Mixed, required: true },
    hash: { type: String, required: true },
    authors: { type: [String], required: true },
    submittedBy: { type: String, required: true },
    submittedAt: { type: Date, required: true },
    due: { type: Date, required: true },
    members: { type: [String], required: true },
    needed: { type: Number, required: true },
    checks: { type: Mixed, required: true },
    votes: { type: Mixed, required: true },
    comments: { type: Mixed, required: true },
    waiting: { type: [String], required: true },
    decidedAt: Date,
    heldUntil: Date,
    ended: Mixed,
    revision: Number,
    version: { type: Number, required: true },
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
// One at a time for each question.
schema.index({ open: 1 }, { unique: true, sparse: true });
// What waits for somebody, the most urgent first.
schema.index({ waiting: 1, due: 1 });
// The last one of a question.
schema.index({ question: 1, submittedAt: -1 });
// Those of a bank that are under way, and those that were decided in some days.
schema.index({ bank: 1, state: 1, question: 1 });
schema.index({ bank: 1, decidedAt: 1 });
// The worker's look for due work.
schema.index({ 'owed.due': 1 });

export const appraisalModel = modelFactory<Appraisal>('Appraisal', schema, 'appraisals');
