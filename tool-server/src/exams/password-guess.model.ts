import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** How often an exam's password or a sitting's code was tried in vain lately: it goes once it is known, or time has passed. */
export interface PasswordGuesses {
  /** Person and exam, person and sitting, or a digest of an address. */
  _id: string;
  /** Absent: whoever was at that address. */
  personId?: string;
  count: number;
  /** From then on they are counted anew. */
  until: Date;
}

const schema = new Schema<PasswordGuesses>(
  {
    _id: String,
    personId: String,
    count: { type: Number, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false },
);
// Read and written by _id.
schema.index({ until: 1 }, { expireAfterSeconds: 0 });
// What is held of a person.
schema.index({ personId: 1 });

export const passwordGuessModel = modelFactory<PasswordGuesses>('PasswordGuesses', schema, 'passwordGuesses');
