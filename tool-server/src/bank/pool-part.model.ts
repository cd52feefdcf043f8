import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/**
 * Ids of some of the questions of a topic and level that a bank has in force, in the order of their codes. Made of
 * the entries, never changed, and made again where it is missing.
 */
export interface PoolPart {
  /** `BANK/TOPIC/LEVEL/SINCE/PART` @see Edition */
  _id: string;
  bank: string;
  since: number;
  /** `CODE@REVISION`, a space between two. */
  ids: string;
}

const schema = new Schema<PoolPart>(
  {
    _id: String,
    bank: { type: String, required: true },
    since: { type: Number, required: true },
    ids: { type: String, required: true },
  },
  { versionKey: false },
);
// The draw reads by _id. An import removes what no edition needs any more.
schema.index({ bank: 1, since: 1 });

export const poolPartModel = modelFactory<PoolPart>('PoolPart', schema, 'questionPools');
