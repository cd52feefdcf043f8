import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** Up to when somebody has read a thread. */
export interface ThreadReading {
  /** Thread and person. */
  _id: string;
  threadId: string;
  personId: string;
  seenAt: Date;
}

const schema = new Schema<ThreadReading>(
  {
    _id: String,
    threadId: { type: String, required: true },
    personId: { type: String, required: true },
    seenAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// Read and written by _id, which is the shard key as well. What is held of a person.
schema.index({ personId: 1 });

export const threadReadingModel = modelFactory<ThreadReading>('ThreadReading', schema, 'threadReadings');
