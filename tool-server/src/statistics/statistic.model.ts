import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** How often each of some things was met; what was met never is not in it. */
export type Counts = Record<string, number>;

/** What was counted of attempts. Whole numbers alone, so that it is the same in whatever order they came. */
export interface Tally {
  /** By the points of the answer and those of the rest of its paper, each with what could be earned: `1/1 17,5/29`. */
  pairs: Counts;
  /** By kinds of response, as their type of question names them. */
  responses: Counts;
}

/**
 * The figures of a revision of a question in an exam at a link, or of the whole paper: all that formulas need, exactly.
 * Those of several links, exams or revisions are added up where they are asked for.
 */
export interface ItemStatistic {
  /** Question revision, exam and link. */
  _id: string;
  /** Question revision; `paper`: what was earned of it as a whole. */
  question: string;
  examCode: string;
  linkId: string;
  /** First attempts apart from all others. */
  first: Tally;
  later: Tally;
  /** The last batch that was taken up: none is twice. */
  batch: number;
}

const { Mixed } = Schema.Types;
const schema = new Schema<ItemStatistic>(
  {
    _id: String,
    question: { type: String, required: true },
    examCode: { type: String, required: true },
    linkId: { type: String, required: true },
    first: { type: Mixed, required: true },
    later: { type: Mixed, required: true },
    batch: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// Written by _id. Shard key: _id (hashed).
// An exam at a link.
schema.index({ linkId: 1, examCode: 1 });
// The history of a question.
schema.index({ question: 1 });

export const itemStatisticModel = modelFactory<ItemStatistic>('ItemStatistic', schema, 'itemStatistics');
