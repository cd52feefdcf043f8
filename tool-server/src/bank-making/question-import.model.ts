import { modelFactory } from '@chuyen-de/xapi/storage';
import type { QuestionImport } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { leaseField, type LeaseHolder } from '../storage/index.ts';

/** A file that was read into a bank. Its questions are among those of the bank, known by its id. */
export interface StoredImport extends Pick<
  QuestionImport,
  'name' | 'format' | 'remarks' | 'repairs' | 'repaired'
> {
  _id: string;
  bank: string;
  /** `reading`, `confirming` and `undoing` are worked on by whoever has the lease. */
  state: QuestionImport['state'];
  at: Date;
  by: string;
  found: number;
  /** Of a confirmation: those that stay out. */
  without: string[];
  confirmedAt?: Date;
  /** How far that is which is under way. */
  progress?: NonNullable<QuestionImport['progress']>;
  lease?: LeaseHolder;
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredImport>(
  {
    _id: String,
    bank: { type: String, required: true },
    name: { type: String, required: true },
    format: { type: String, required: true },
    state: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    found: { type: Number, required: true },
    remarks: { type: Mixed, required: true },
    repairs: { type: Mixed, required: true },
    repaired: { type: Number, required: true },
    without: { type: [String], required: true },
    confirmedAt: Date,
    progress: Mixed,
    lease: leaseField,
  },
  { versionKey: false, minimize: false },
);
// The last imports of a bank.
schema.index({ bank: 1, at: -1 });

export const questionImportModel = modelFactory<StoredImport>('QuestionImport', schema, 'questionImports');
