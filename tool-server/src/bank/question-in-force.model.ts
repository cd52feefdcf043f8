import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import type { RevisionRef } from '../revisions/index.ts';
import type { Cell } from './edition.ts';

/** That a revision of a question came into force, and where it did not stay so. Never removed: a paper of then can be drawn again. */
export interface QuestionInForce extends RevisionRef, Cell {
  /** `CODE@REVISION/FROM` */
  _id: string;
  bank: string;
  /** No draw brings it: a person marks it, and an exam that asks it names it. */
  undrawn?: true;
  /** The edition that put it into force. @see Edition */
  from: number;
  /** Editions that took it out of force: one, and those that came to nothing. */
  retired: number[];
}

/** How many numbers a bank has given to editions. */
export interface BankCounter {
  _id: string;
  claimed: number;
}

const schema = new Schema<QuestionInForce>(
  {
    _id: String,
    bank: { type: String, required: true },
    code: { type: String, required: true },
    revision: { type: Number, required: true },
    topic: { type: String, required: true },
    level: { type: String, required: true },
    undrawn: Boolean,
    from: { type: Number, required: true },
    retired: { type: [Number], required: true },
  },
  { versionKey: false },
);
// The draw, and the end of an import: what a bank has, in the order of the codes.
schema.index({ bank: 1, topic: 1, level: 1, code: 1 });
// An import: what it changes, and whether other banks have its codes.
schema.index({ bank: 1, code: 1 });

const counterSchema = new Schema<BankCounter>(
  { _id: String, claimed: { type: Number, required: true } },
  { versionKey: false },
);
// Read and written by _id.

export const questionInForceModel = modelFactory<QuestionInForce>(
  'QuestionInForce',
  schema,
  'questionsInForce',
);

export const bankCounterModel = modelFactory<BankCounter>('BankCounter', counterSchema, 'banks');
