import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';
import type { LastReply } from './delivery-target.model.ts';

/** A statement that a target refused for good. The statement itself stays in the record store. */
export interface DeadLetter extends LastReply {
  /** Target and statement: one letter, however often it is refused. */
  _id: string;
  target: string;
  statementId: string;
  /** Its position in the order of storing, in which letters are sent again. */
  position: string;
  /** `again`: somebody asked that it be sent once more. */
  state: 'dead' | 'again';
}

const required = true;

const schema = new Schema<DeadLetter>(
  {
    _id: String,
    target: { type: String, required },
    statementId: { type: String, required },
    position: { type: String, required },
    state: { type: String, required },
    status: { type: Number, required },
    message: String,
    at: { type: Date, required },
  },
  { versionKey: false },
);
// The letters of a target, in the order of storing; how many there are. Shard key: target.
schema.index({ target: 1, state: 1, position: 1 });

export const deadLetterModel = modelFactory<DeadLetter>('DeadLetter', schema, 'deadLetters');

export const letterId = (target: string, statementId: string): string => `${target} ${statementId}`;
