import { Schema, type Connection, type Model } from 'mongoose';
import type { SessionData } from './session-data.ts';

/** A single-use code that a launch hands to the browser. Only its hash is stored. */
export interface LaunchCode {
  /** SHA-256 of the code, base64url. */
  _id: string;
  session: SessionData;
  expiresAt: Date;
}

const schema = new Schema<LaunchCode>(
  {
    _id: String,
    session: { type: Schema.Types.Mixed, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read by _id alone; the index only lets the store forget codes that were never used.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const launchCodeModel = (connection: Connection): Model<LaunchCode> =>
  connection.model<LaunchCode>('LaunchCode', schema, 'launchCodes');
