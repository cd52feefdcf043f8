import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** A nonce that a launch has used up. Its uniqueness is what makes a launch happen once. */
export interface SpentNonce {
  /** The nonce. */
  _id: string;
  /** Not before the state that carries the nonce expires. */
  expiresAt: Date;
}

const schema = new Schema<SpentNonce>(
  { _id: String, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const spentNonceModel = modelFactory<SpentNonce>('SpentNonce', schema, 'spentNonces');
