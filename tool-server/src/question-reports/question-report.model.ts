import { modelFactory } from '@chuyen-de/xapi/storage';
import type { ReportKind, ReportOutcome, ReportState } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** That a learner says something is wrong with a question that they were asked. */
export interface QuestionReport {
  _id: string;
  question: string;
  revision: number;
  /** The programme that it belongs to. */
  bank: string;
  personId: string;
  kind: ReportKind;
  text: string;
  at: Date;
  /** Where it was asked. */
  from: { kind: 'attempt' | 'practice'; id: string; slot: number };
  /** Who may read and answer it: whoever makes things for one of these owners. */
  readers: string[];
  state: ReportState;
  /** Present while it waits: of one person and question one at a time. */
  waitsFor?: string;
  answer?: { by: string; at: Date; outcome: ReportOutcome; text: string };
}

const { Mixed } = Schema.Types;
const schema = new Schema<QuestionReport>(
  {
    _id: String,
    question: { type: String, required: true },
    revision: { type: Number, required: true },
    bank: { type: String, required: true },
    personId: { type: String, required: true },
    kind: { type: String, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
    from: { type: Mixed, required: true },
    readers: { type: [String], required: true },
    state: { type: String, required: true },
    waitsFor: String,
    answer: Mixed,
  },
  { versionKey: false, minimize: false },
);
schema.index({ waitsFor: 1 }, { unique: true, sparse: true });
// Those that an owner's people read, in their order.
schema.index({ readers: 1, state: 1, at: 1 });
// Those of a question; which questions of a bank have some that wait.
schema.index({ question: 1, state: 1, at: 1 });
schema.index({ bank: 1, state: 1 });
// What somebody has reported of a paper, and how much of late; what is held of them.
schema.index({ personId: 1, at: 1 });

export const questionReportModel = modelFactory<QuestionReport>('QuestionReport', schema, 'questionReports');
