import { modelFactory } from '@chuyen-de/xapi/storage';
import type { FileKind } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { FileEnding } from './file-types.rules.ts';

/** A file that a bank has; what is in it is kept once, however many have it. */
export interface StoredFile {
  /** Bank and hash. */
  _id: string;
  bank: string;
  /** Whose quota it counts in: that of the bank's owner. */
  owner: string;
  hash: string;
  kind: FileKind;
  ending: FileEnding;
  /** As it was called first. */
  name: string;
  bytes: number;
  sentAt: Date;
  /** When it was looked last whether anything names it. */
  lookedAt: Date;
  /** Since when nothing does, as far as was looked. */
  unusedSince?: Date;
}

export const fileIdOf = (bank: string, hash: string): string => `${bank} ${hash}`;

const schema = new Schema<StoredFile>(
  {
    _id: String,
    bank: { type: String, required: true },
    owner: { type: String, required: true },
    hash: { type: String, required: true },
    kind: { type: String, required: true },
    ending: { type: String, required: true },
    name: { type: String, required: true },
    bytes: { type: Number, required: true },
    sentAt: { type: Date, required: true },
    lookedAt: { type: Date, required: true },
    unusedSince: Date,
  },
  { versionKey: false },
);
// What an owner's files take together.
schema.index({ owner: 1 });
// Whether anybody still has what is in a file.
schema.index({ hash: 1 });
// Which to look at next.
schema.index({ lookedAt: 1 });

export const fileModel = modelFactory<StoredFile>('File', schema, 'files');
