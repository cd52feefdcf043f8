import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** What those who look after a class tell all of it. */
export interface ClassNotice {
  _id: string;
  /** The class: course and programme. */
  classId: string;
  by: string;
  at: Date;
  text: string;
}

const schema = new Schema<ClassNotice>(
  {
    _id: String,
    classId: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    text: { type: String, required: true },
  },
  { versionKey: false },
);
// Those of a class, the newest first. What is held of a person. Shard key: classId.
schema.index({ classId: 1, at: -1 });
schema.index({ by: 1 });

export const classNoticeModel = modelFactory<ClassNotice>('ClassNotice', schema, 'classNotices');
