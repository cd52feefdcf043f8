import { modelFactory } from '@chuyen-de/xapi/storage';
import type { LanguageMap, Scope } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { Edition } from '../bank/index.ts';
import type { RevisionRef } from '../revisions/index.ts';
import { owedSchema, type Owed } from '../storage/index.ts';
import type { Source } from './programme-content.ts';

/** A topic or exam of a programme: which revision is in force, and what lists show of it. */
export interface PlacedItem extends RevisionRef {
  title: LanguageMap;
  summary: LanguageMap;
  minutes: number;
  questionCount: number;
  /** Of a topic that is made in the browser and was issued. */
  issued?: IssuedTopic;
}

/** How a topic came into force that is made in the browser. */
interface IssuedTopic {
  at: Date;
  by: string;
  /** Of the draft that was issued. */
  print: string;
  /** It is offered no more; who has a link goes on reading it. */
  retired: boolean;
  /** Numbers that sections were given, in this revision and those before. */
  sectionsNumbered: number;
}

/**
 * A programme as it is in force. It alone says which revisions count, so that replacing this one document
 * puts a whole import into force at once.
 */
export interface Programme {
  /** Its code. */
  _id: string;
  /** Whose it is, with its topics, exams and bank: they are found where the owner reaches, and nowhere else. Never changes. */
  owner: Scope;
  title: LanguageMap;
  summary: LanguageMap;
  version: number;
  /** Of all that the imported folder said. */
  fingerprint: string;
  importedAt: Date;
  topics: PlacedItem[];
  /** Which questions of its bank, which has the programme's code, are in force. */
  edition: Edition;
  /** Of all that the stored questions of each topic follow from; programmes that earlier releases imported have none. */
  questionPrints?: { topic: string; print: string }[];
  exams: PlacedItem[];
  sources: Source[];
  /** Of a bank that is made in the browser; of its topics those are read and placed that were issued. */
  made?: MadeOutline;
  owed?: Owed[];
}

/** How a bank's title and topics came to be that is made in the browser. */
export interface MadeOutline {
  /** Rises with each change of title and topics. */
  edition: number;
  editedAt: Date;
  editedBy: string;
  /** Numbers that were given to topics, and to questions: none is given twice. */
  topicsNumbered: number;
  questionsNumbered: number;
  /** How often topics were issued or retired; absent: never. */
  issues?: number;
  /** Who has to approve its questions before they are issued; absent: they are issued in one step. */
  council?: { members: string[]; needed: number; days: number };
}

/** Whether a topic has something to be read. */
export const isReadable = ({ made }: Programme, { issued }: PlacedItem): boolean =>
  !made || issued !== undefined;

/** Whether a topic is offered to be placed, or to go on with. */
export const isOffered = ({ made }: Programme, { issued }: PlacedItem): boolean =>
  !made || issued?.retired === false;

const { Mixed } = Schema.Types;
const schema = new Schema<Programme>(
  {
    _id: String,
    owner: { type: Mixed, required: true },
    title: { type: Mixed, required: true },
    summary: { type: Mixed, required: true },
    version: { type: Number, required: true },
    fingerprint: { type: String, required: true },
    importedAt: { type: Date, required: true },
    topics: { type: Mixed, required: true },
    edition: { type: Mixed, required: true },
    questionPrints: Mixed,
    exams: { type: Mixed, required: true },
    sources: { type: Mixed, required: true },
    made: Mixed,
    owed: { type: [owedSchema], default: undefined },
  },
  { versionKey: false, minimize: false },
);
// A handful of documents: read all at once, written by _id. The worker's look for due work.
schema.index({ 'owed.due': 1 });

export const programmeModel = modelFactory<Programme>('Programme', schema, 'programmes');
