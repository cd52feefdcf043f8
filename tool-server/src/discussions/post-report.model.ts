import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** Somebody's word to those who moderate that a post should not stand. */
export interface PostReport {
  /** Post and person: nobody says so twice. */
  _id: string;
  classId: string;
  postId: string;
  by: string;
  at: Date;
  reason: string;
}

const schema = new Schema<PostReport>(
  {
    _id: String,
    classId: { type: String, required: true },
    postId: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    reason: { type: String, required: true },
  },
  { versionKey: false },
);
// Those of a class; how many somebody makes, what is held of them. Shard key: classId.
schema.index({ classId: 1, postId: 1 });
schema.index({ by: 1, at: 1 });

export const postReportModel = modelFactory<PostReport>('PostReport', schema, 'postReports');
