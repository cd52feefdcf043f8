import { modelFactory } from '@chuyen-de/xapi/storage';
import type { AppealState, CorrectionKind } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/** That a learner asks for a question, or an exam as a whole, to be marked again by somebody. */
export interface Appeal {
  _id: string;
  attemptId: string;
  /** Null: it is about the exam as a whole. */
  slot: number | null;
  personId: string;
  linkId: string;
  examCode: string;
  text: string;
  at: Date;
  state: AppealState;
  /** Present while it waits: of one attempt and question one at a time. */
  waitsFor?: string;
  answer?: {
    by: string;
    at: Date;
    text: string;
    /** The correction that it came to, and its kind. */
    correction?: { id: string; kind: CorrectionKind };
  };
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<Appeal>(
  {
    _id: String,
    attemptId: { type: String, required: true },
    slot: { type: Number, default: null },
    personId: { type: String, required: true },
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
    state: { type: String, required: true },
    waitsFor: String,
    answer: Mixed,
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
schema.index({ waitsFor: 1 }, { unique: true, sparse: true });
// Those of an attempt. Shard key: _id (hashed).
schema.index({ attemptId: 1 });
// Those of an exam at a link, oldest first.
schema.index({ linkId: 1, examCode: 1, state: 1, at: 1 });
// What is held of a person.
schema.index({ personId: 1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const appealModel = modelFactory<Appeal>('Appeal', schema, 'appeals');
