import { leaseField, modelFactory, type LeaseHolder } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** Contributions by their ids: to be taken up, to be taken out again, and to be dropped that never were taken up. */
export interface Batch {
  add: string[];
  take: string[];
  drop: string[];
}

/** How far it has come that everything is counted anew. */
export interface Anew {
  /** The batch with which that began. */
  since: number;
  /** The last attempt that was told again. */
  toldUpTo: string;
}

/** How far counting has come: of one installation there is one, and one process at a time counts. */
export interface Counting {
  _id: string;
  lease?: LeaseHolder;
  /** The number of the newest batch. */
  batch: number;
  /** The newest batch as long as it is not done; `reset`: it empties all figures. */
  open?: Batch | 'reset';
  /** The form of what was counted last, all of it. */
  form?: number;
  anew?: Anew;
}

const { Mixed } = Schema.Types;
const schema = new Schema<Counting>(
  {
    _id: String,
    lease: leaseField,
    batch: { type: Number, required: true },
    open: Mixed,
    form: Number,
    anew: Mixed,
  },
  { versionKey: false, minimize: false },
);
// Read and written by _id.

export const countingModel = modelFactory<Counting>('Counting', schema, 'counting');
