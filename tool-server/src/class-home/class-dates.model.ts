import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** By when a class is to have completed which topic. */
export interface ClassDates {
  /** The class: course and programme. */
  _id: string;
  /** Days of the school, as yyyy-mm-dd, by code. Codes may hold dots: hence a list. */
  dates: { topic: string; due: string }[];
  /** Rises with each change, so that two lecturers cannot overwrite each other unseen. */
  change: number;
}

const schema = new Schema<ClassDates>(
  {
    _id: String,
    dates: [{ topic: String, due: String, _id: false }],
    change: { type: Number, required: true },
  },
  { versionKey: false },
);
// Read and written by _id, which is the shard key as well.

export const classDatesModel = modelFactory<ClassDates>('ClassDates', schema, 'classDates');
