import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** A launch's code that has been exchanged. Its uniqueness is what makes a code work once. */
export interface SpentCode {
  /** The code's id. */
  _id: string;
  /** When the code would be too old in any case. */
  expiresAt: Date;
}

const schema = new Schema<SpentCode>(
  { _id: String, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const spentCodeModel = modelFactory<SpentCode>('SpentCode', schema, 'spentCodes');
