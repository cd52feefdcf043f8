import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** That whoever is signed in as a person is so no longer. It names nobody: the person's id may have gone already. */
export interface EndedSession {
  /** The person's id. */
  _id: string;
  /** When it was noted. */
  at: Date;
  /** Sessions launched at this time or before have ended. */
  launchedUpTo: Date;
  /** When no such session could go on in any case. */
  expiresAt: Date;
}

const schema = new Schema<EndedSession>(
  {
    _id: String,
    at: { type: Date, required: true },
    launchedUpTo: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// Each process's look for what others noted.
schema.index({ at: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const endedSessionModel = modelFactory<EndedSession>('EndedSession', schema, 'endedSessions');
