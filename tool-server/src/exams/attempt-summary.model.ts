import { modelFactory } from '@chuyen-de/xapi/storage';
import type { ExamFile, Score, SittingNamed } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { Attempt } from './attempt.model.ts';

/** How far somebody has come with the questions of an attempt. */
export interface AttemptProgress {
  lastSavedAt?: Date;
  answered: number;
  /** Answers that were logged before the end and came after it. */
  replayedLate: number;
  /** How long after the end the last of them came. */
  lateSeconds: number;
}

/**
 * What lists and figures show of an attempt that counts, in a few hundred bytes: a projection of the attempt, kept by
 * what attempts owe. How far an open attempt has come changes with every save and is not in it.
 */
export interface AttemptSummary {
  /** The attempt's. */
  _id: string;
  linkId: string;
  personId: string;
  examCode: string;
  number: number;
  state: Attempt['state'];
  grading: ExamFile['grading'];
  passMark: number;
  startedAt: Date;
  questionCount: number;
  /** Where the exam is sat in sittings. */
  sitting?: SittingNamed;
  closedAt?: Date;
  closedBy?: Attempt['closedBy'];
  score?: Score;
  /** Once it has ended. */
  progress?: AttemptProgress;
  /** Codes of questions with an answer that waits for a person, and of those that a person has marked; absent: none. */
  awaits?: string[];
  markedByHand?: string[];
  /** Of the attempt as it was summed up: an older state never replaces a newer one. */
  change: number;
  /** When it was stored, by which whoever follows a link finds what is new; absent in summaries of earlier releases. */
  storedAt?: Date;
}

/** That everything was summed up that had come about at a link before its attempts owed summaries. */
export interface SummarisedLink {
  /** The link's. */
  _id: string;
  form: number;
}

const { Mixed } = Schema.Types;
const schema = new Schema<AttemptSummary>(
  {
    _id: String,
    linkId: { type: String, required: true },
    personId: { type: String, required: true },
    examCode: { type: String, required: true },
    number: { type: Number, required: true },
    state: { type: String, required: true },
    grading: { type: String, required: true },
    passMark: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    questionCount: { type: Number, required: true },
    sitting: Mixed,
    closedAt: Date,
    closedBy: String,
    score: Mixed,
    progress: Mixed,
    awaits: { type: [String], default: undefined },
    markedByHand: { type: [String], default: undefined },
    change: { type: Number, required: true },
    storedAt: Date,
  },
  { versionKey: false },
);
// The class at a link. Shard key: _id (hashed), by which they are replaced.
schema.index({ linkId: 1, personId: 1, number: 1 });
// What is new of it.
schema.index({ linkId: 1, storedAt: 1 });
// What is held of a person.
schema.index({ personId: 1 });
// How many there are at an exam.
schema.index({ examCode: 1, state: 1 });

const linkSchema = new Schema<SummarisedLink>(
  { _id: String, form: { type: Number, required: true } },
  { versionKey: false },
);
// Read and written by _id.

export const attemptSummaryModel = modelFactory<AttemptSummary>('AttemptSummary', schema, 'attemptSummaries');

export const summarisedLinkModel = modelFactory<SummarisedLink>(
  'SummarisedLink',
  linkSchema,
  'summarisedLinks',
);
