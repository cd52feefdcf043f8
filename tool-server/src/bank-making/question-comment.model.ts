import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** What somebody who writes in a bank says of one of its questions. */
export interface QuestionComment {
  _id: string;
  question: string;
  by: string;
  at: Date;
  text: string;
}

const schema = new Schema<QuestionComment>(
  {
    _id: String,
    question: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    text: { type: String, required: true },
  },
  { versionKey: false },
);
// Those of a question, the oldest first. What is held of a person.
schema.index({ question: 1, at: 1 });
schema.index({ by: 1 });

export const questionCommentModel = modelFactory<QuestionComment>(
  'QuestionComment',
  schema,
  'questionComments',
);
