import { modelFactory } from '@chuyen-de/xapi/storage';
import type { CitedClause, QuestionFile } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { revisionFields, type Revision } from '../revisions/index.ts';

/** A question as its author wrote it, with its source spelt out: what a learner sees never changes under him. */
export type QuestionContent = QuestionFile & {
  programme: string;
  topic: string;
  cited?: CitedClause | undefined;
};

export type QuestionRevision = Revision & QuestionContent;

const { Mixed } = Schema.Types;
const schema = new Schema(
  {
    ...revisionFields,
    programme: { type: String, required: true },
    topic: { type: String, required: true },
    type: { type: String, required: true },
    level: { type: String, required: true },
    stem: { type: Mixed, required: true },
    explanation: Mixed,
    source: Mixed,
    cited: Mixed,
  },
  // What its type has beside this is in question-types/.
  { versionKey: false, minimize: false, strict: false },
);
// Read by _id; all revisions of a code at import.
schema.index({ code: 1, revision: 1 }, { unique: true });
// What leans on a source of a programme.
schema.index({ programme: 1, 'source.source': 1 });

export const questionModel = modelFactory<QuestionRevision>('Question', schema, 'questions');
