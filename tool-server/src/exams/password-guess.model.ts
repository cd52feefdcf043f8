import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** How often somebody has tried an exam's password in vain lately: it goes once they know it, or time has passed. */
export interface PasswordGuesses {
  /** Person and exam. */
  _id: string;
  personId: string;
  count: number;
  /** From then on they are counted anew. */
  until: Date;
}

const schema = new Schema<PasswordGuesses>(
  {
    _id: String,
    personId: { type: String, required: true },
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
