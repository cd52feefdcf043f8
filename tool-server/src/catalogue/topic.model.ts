import { modelFactory } from '@chuyen-de/xapi/storage';
import type { DraftMaterial, LanguageMap, Level, TopicPage } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { FileEnding } from '../files/index.ts';
import { revisionFields, type Revision } from '../revisions/index.ts';
import type { Lectures } from './programme-content.ts';

/** What a self-check asks: so many questions of a topic and level, or those that are named. */
export interface IssuedCheck {
  topic: string;
  level?: Level;
  count: number;
  percent: number;
  questions: { topic: string; question: string }[];
}

/** Of what is typed of a material, what is kept in another way once it is issued. */
type Resolved = 'file' | 'captions' | 'address' | 'required' | 'check' | 'poster';

/** A material as its topic's readers are shown it, with what is needed to hand its file out. */
export interface IssuedMaterial extends Omit<DraftMaterial, Resolved> {
  required?: boolean;
  file?: { hash: string; ending: FileEnding; bytes: number; name: string };
  captions?: string;
  poster?: { hash: string; ending: FileEnding };
  address?: string;
  check?: IssuedCheck;
}

/** A topic with its lecture; the sources of the reading list spelt out. */
export interface TopicContent {
  code: string;
  programme: string;
  title: LanguageMap;
  summary: LanguageMap;
  objectives: LanguageMap[];
  minutes: number;
  /** Absent in topics without any. */
  materials?: IssuedMaterial[];
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
    materials: Mixed,
    readingList: { type: Mixed, required: true },
    lectures: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read by _id; all revisions of a code at import.
schema.index({ code: 1, revision: 1 }, { unique: true });

export const topicModel = modelFactory<TopicRevision>('Topic', schema, 'topics');
