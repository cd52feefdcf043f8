import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/**
 * What came in of a survey: who has answered, and sums of what was answered, which nothing joins. No sheet of anybody
 * is kept, no time, and no list is in the order in which its entries came.
 */
export interface SurveyBox {
  /** The survey. */
  _id: string;
  /** Nothing is taken in any more. */
  sealed: boolean;
  /** By their ids. */
  answered: { by: string }[];
  answers: number;
  /** How many have answered a question, by its number. */
  given: Record<string, number>;
  /** How many have chosen what, by the numbers of question and choice. */
  counts: Record<string, Record<string, number>>;
  /** By their keys, which are random. */
  texts: { question: number; key: string; text: string }[];
}

const schema = new Schema<SurveyBox>(
  {
    _id: String,
    sealed: { type: Boolean, required: true },
    answered: [{ by: { type: String, required: true }, _id: false }],
    answers: { type: Number, required: true },
    given: Schema.Types.Mixed,
    counts: Schema.Types.Mixed,
    texts: [{ question: Number, key: String, text: String, _id: false }],
  },
  { versionKey: false, minimize: false },
);
// Read and written by _id, which is the shard key as well. What is held of a person.
schema.index({ 'answered.by': 1 });

export const surveyBoxModel = modelFactory<SurveyBox>('SurveyBox', schema, 'surveyBoxes');
