import type { LanguageMap, Level, QuestionType } from '@chuyen-de/contracts';
import { Schema, type Connection, type Model } from 'mongoose';
import type { RevisionRef } from '../revisions/index.ts';
import type { Source } from './programme-content.ts';

/** A topic or exam of a programme: which revision is in force, and what lists show of it. */
export interface PlacedItem extends RevisionRef {
  title: LanguageMap;
  summary: LanguageMap;
  minutes: number;
  questionCount: number;
}

/** A question in force: which revision, and what drawing a paper has to know of it. */
export interface QuestionInForce extends RevisionRef {
  topic: string;
  level: Level;
  type: QuestionType;
  /** Its parts that a paper may bring in another order. */
  options: string[];
}

/**
 * A programme as it is in force. It alone says which revisions count, so that replacing this one document
 * puts a whole import into force at once.
 */
export interface Programme {
  /** Its code. */
  _id: string;
  title: LanguageMap;
  summary: LanguageMap;
  version: number;
  /** Of all that the imported folder said. */
  fingerprint: string;
  importedAt: Date;
  topics: PlacedItem[];
  questions: QuestionInForce[];
  exams: PlacedItem[];
  sources: Source[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<Programme>(
  {
    _id: String,
    title: { type: Mixed, required: true },
    summary: { type: Mixed, required: true },
    version: { type: Number, required: true },
    fingerprint: { type: String, required: true },
    importedAt: { type: Date, required: true },
    topics: { type: Mixed, required: true },
    questions: { type: Mixed, required: true },
    exams: { type: Mixed, required: true },
    sources: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// A handful of documents: read all at once, written by _id.

export const programmeModel = (connection: Connection): Model<Programme> =>
  (connection.models['Programme'] as Model<Programme> | undefined) ??
  connection.model<Programme>('Programme', schema, 'programmes');
