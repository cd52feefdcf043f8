import { modelFactory } from '@chuyen-de/xapi/storage';
import type { LanguageMap, TopicPage } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { revisionFields, type Revision } from '../revisions/index.ts';
import type { Lectures } from './programme-content.ts';

/** A topic with its lecture; the sources of the reading list spelt out. */
export interface TopicContent {
  code: string;
  programme: string;
  title: LanguageMap;
  summary: LanguageMap;
  objectives: LanguageMap[];
  minutes: number;
  readingList: TopicPage['readingList'];
  lectures: Lectures;
}

export type TopicRevision = Revision & TopicContent;

const { Mixed } = Schema.Types;
const schema = new Schema<TopicRevision>(
  {
    ...revisionFields,
    programme: { type: String, required: true },
    title: { type: Mixed, required: true },
    summary: { type: Mixed, required: true },
    objectives: { type: Mixed, required: true },
    minutes: { type: Number, required: true },
    readingList: { type: Mixed, required: true },
    lectures: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read by _id; all revisions of a code at import.
schema.index({ code: 1, revision: 1 }, { unique: true });

export const topicModel = modelFactory<TopicRevision>('Topic', schema, 'topics');
