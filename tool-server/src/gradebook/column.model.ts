import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import { leaseField, type LeaseHolder } from '../storage/index.ts';

/** What we know of the column of a link in the LMS's gradebook. */
export interface StoredColumn {
  /** Our link document. */
  _id: string;
  /** The column that we found or made, for links whose launches name none. */
  lineItemUrl?: string;
  scoreMaximum?: number;
  /** The column that launches named last: they say nothing of it any more once it is gone. */
  declared?: string;
  /** When the LMS said that it had made the column; without `lineItemUrl` it did not say where. */
  madeAt?: Date;
  /** When the column was seen to be gone. It is not made again before a lecturer sends grades again. */
  goneAt?: Date;
  /** Which process alone looks for the column, or makes it. */
  lease?: LeaseHolder;
  /** When to read next what the column holds; whoever claims that moves it forward. */
  checkDue?: Date;
  checkedAt?: Date;
}

const schema = new Schema<StoredColumn>(
  {
    _id: String,
    lineItemUrl: String,
    scoreMaximum: Number,
    declared: String,
    madeAt: Date,
    goneAt: Date,
    lease: leaseField,
    checkDue: Date,
    checkedAt: Date,
  },
  { versionKey: false },
);
// Read by _id, which is the link. The worker's look for columns to be read. Shard key: _id.
schema.index({ checkDue: 1 }, { sparse: true });

export const columnModel = modelFactory<StoredColumn>('Column', schema, 'columns');
