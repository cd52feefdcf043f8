import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** What somebody said in a thread: the question itself comes first. */
export interface StoredPost {
  _id: string;
  classId: string;
  threadId: string;
  by: string;
  at: Date;
  text: string;
  /** For the search: the text, and the title with the question, without marks. */
  folded: string;
  quotes?: string;
  /** Why those who moderate have hidden it. */
  hidden?: string;
}

const schema = new Schema<StoredPost>(
  {
    _id: String,
    classId: { type: String, required: true },
    threadId: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    text: { type: String, required: true },
    folded: { type: String, required: true },
    quotes: String,
    hidden: String,
  },
  { versionKey: false },
);
// Those of a thread in their order; the search within a class; how much somebody says, what is held of them. Shard key: classId.
schema.index({ threadId: 1, at: 1 });
schema.index({ classId: 1 });
schema.index({ by: 1, at: 1 });

export const postModel = modelFactory<StoredPost>('Post', schema, 'threadPosts');
