import type { CitedClause, QuestionFile } from '@chuyen-de/contracts';
import { Schema, type Connection, type Model } from 'mongoose';
import { revisionFields, type Revision } from '../revisions/index.ts';

/** A question as its author wrote it, with its source spelt out: what a learner sees never changes under him. */
export interface QuestionContent extends QuestionFile {
  programme: string;
  topic: string;
  cited: CitedClause;
}

export type QuestionRevision = Revision & QuestionContent;

const { Mixed } = Schema.Types;
const schema = new Schema<QuestionRevision>(
  {
    ...revisionFields,
    programme: { type: String, required: true },
    topic: { type: String, required: true },
    type: { type: String, required: true },
    level: { type: String, required: true },
    stem: { type: Mixed, required: true },
    options: { type: Mixed, required: true },
    key: { type: [String], required: true },
    explanation: { type: Mixed, required: true },
    source: { type: Mixed, required: true },
    cited: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read by _id; all revisions of a code at import.
schema.index({ code: 1, revision: 1 }, { unique: true });

export const questionModel = (connection: Connection): Model<QuestionRevision> =>
  (connection.models['Question'] as Model<QuestionRevision> | undefined) ??
  connection.model<QuestionRevision>('Question', schema, 'questions');
