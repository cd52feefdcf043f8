import { modelFactory } from '@chuyen-de/xapi/storage';
import type { SealedLogOutcome, SealedLogTaken } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { ChainFault } from './read-chain.ts';

/** A file of a device without network, as it was brought first. */
export interface BroughtLog {
  /** The SHA-256 of its bytes: the same file is one document. */
  _id: string;
  attemptId: string;
  /** Whose attempt it says that it is of. */
  personId: string;
  linkId: string;
  examCode: string;
  at: Date;
  /** Who brought it. */
  by: string;
  outcome: SealedLogOutcome;
  taken: number;
  known: number;
  refused: number;
  /** Why some answers were refused, or in what it is broken. */
  reason: NonNullable<SealedLogTaken['reason']> | ChainFault | 'seal' | 'answers' | null;
  from?: Date;
  to?: Date;
  longestGapMs?: number;
  /** It came after the allowance and counts all the same: who has decided that, and why. */
  takenIn?: { by: string; at: Date; reason: string; answers: number };
  /** What was brought, where not all of it was taken: to be looked at later. */
  file?: string;
}

const { Mixed } = Schema.Types;
const schema = new Schema<BroughtLog>(
  {
    _id: String,
    attemptId: { type: String, required: true },
    personId: { type: String, required: true },
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    outcome: { type: String, required: true },
    taken: { type: Number, required: true },
    known: { type: Number, required: true },
    refused: { type: Number, required: true },
    reason: Mixed,
    from: Date,
    to: Date,
    longestGapMs: Number,
    takenIn: Mixed,
    file: String,
  },
  { versionKey: false },
);
// Read and written by _id. The ledger of the room.
schema.index({ linkId: 1, examCode: 1, at: 1 });
// How many there are of an attempt.
schema.index({ attemptId: 1 });
// What is held of a person.
schema.index({ personId: 1 });

export const broughtLogModel = modelFactory<BroughtLog>('BroughtLog', schema, 'broughtLogs');
