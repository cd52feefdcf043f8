import { modelFactory } from '@chuyen-de/xapi/storage';
import type { CorrectionKind, Scope } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/**
 * What somebody has decided about a revision of a question after it was asked. Written once: what it says never changes,
 * and a further one takes it back. Beside it stands how far it has been carried.
 */
export interface Correction {
  _id: string;
  /** Question revision. */
  question: string;
  code: string;
  revision: number;
  /** Among all corrections of the revision: the order in which they count. */
  number: number;
  /** The attempts that it is about are those made there. */
  scope: Scope;
  kind: CorrectionKind;
  /** What counts as right by it. */
  response?: QuestionResponse;
  /** What it takes back. */
  of?: string;
  reason: string;
  /** The person who made it. */
  by: string;
  at: Date;
  /** The appeal that it came of. */
  appealId?: string;
  /** The last link whose attempts have been told, how many attempts that were, and when the last of all was. */
  told: { upTo: string | null; attempts: number; doneAt?: Date };
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<Correction>(
  {
    _id: String,
    question: { type: String, required: true },
    code: { type: String, required: true },
    revision: { type: Number, required: true },
    number: { type: Number, required: true },
    scope: { type: Mixed, required: true },
    kind: { type: String, required: true },
    response: Mixed,
    of: String,
    reason: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    appealId: String,
    told: { type: Mixed, required: true },
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
// Of two made at once one is later. Few for each question: not sharded.
schema.index({ question: 1, number: 1 }, { unique: true });
// Each process's look for new ones.
schema.index({ at: 1 });
// What is held of a person.
schema.index({ by: 1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const correctionModel = modelFactory<Correction>('Correction', schema, 'corrections');
