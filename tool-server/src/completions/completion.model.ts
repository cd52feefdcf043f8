import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/**
 * That somebody has completed something in a course: read a topic through, passed an exam. A projection of what was read
 * and of attempts; a further place where somebody belongs then, such as a unit, is a further field and an index as that
 * of the course.
 */
export interface Completion {
  /** Person, item, and where: the course of a topic, the link of an exam. */
  _id: string;
  personId: string;
  platformId: string;
  kind: 'topic' | 'exam';
  code: string;
  contextId?: string;
  /** Of an exam: it may be placed in a course more than once, with attempts of its own each time. */
  linkId?: string;
  /** Absent: not completed, or no longer, as an attempt was removed. */
  at?: Date;
  /** Rises with what it was made of: something older never replaces something newer. */
  stand: number;
}

const schema = new Schema<Completion>(
  {
    _id: String,
    personId: { type: String, required: true },
    platformId: { type: String, required: true },
    kind: { type: String, enum: ['topic', 'exam'], required: true },
    code: { type: String, required: true },
    contextId: String,
    linkId: String,
    at: Date,
    stand: { type: Number, required: true },
  },
  { versionKey: false },
);
// Written by _id. Shard key: _id (hashed).
// How many of a course have completed something, and when.
schema.index({ contextId: 1, kind: 1, code: 1, at: 1 });
// Who of some people has; what is held of a person.
schema.index({ personId: 1 });

export const completionModel = modelFactory<Completion>('Completion', schema, 'completions');
