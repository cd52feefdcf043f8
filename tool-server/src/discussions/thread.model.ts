import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** A question to a class, with what was said to it in posts of their own. */
export interface StoredThread {
  _id: string;
  /** The class: course and programme. */
  classId: string;
  topic?: string;
  /** Empty once whoever asked has been forgotten. */
  title: string;
  by?: string;
  at: Date;
  /** When something was said last. */
  lastAt: Date;
  pinned: boolean;
  locked: boolean;
  /** The post that answers it. */
  answer?: string;
}

const schema = new Schema<StoredThread>(
  {
    _id: String,
    classId: { type: String, required: true },
    topic: String,
    title: String,
    by: String,
    at: { type: Date, required: true },
    lastAt: { type: Date, required: true },
    pinned: { type: Boolean, required: true },
    locked: { type: Boolean, required: true },
    answer: String,
  },
  { versionKey: false },
);
// Those of a class, as its list shows them. What is held of a person. Shard key: classId.
schema.index({ classId: 1, pinned: -1, lastAt: -1 });
schema.index({ by: 1 });

export const threadModel = modelFactory<StoredThread>('Thread', schema, 'threads');
