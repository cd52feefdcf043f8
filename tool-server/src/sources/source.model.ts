import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Clause, Scope, SourceBrief } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/** A document of a registry: law, resolution, textbook. It is never removed: questions name it. */
export interface Source extends Omit<SourceBrief, 'code'> {
  /** Its code. */
  _id: string;
  /** Whose registry it is in. Never changes. */
  owner: Scope;
  /** The source of an imported programme that it stands for. */
  from?: { programme: string; source: string } | undefined;
  /** The same as one text, with the owner: a registry has each source of a programme once. */
  standsFor?: string | undefined;
  clauses: Clause[];
  /** So many ids were given to clauses: none is given twice. */
  clausesNumbered: number;
  /** Rises with each change. */
  edition: number;
  editedAt: Date;
  editedBy: string;
  /** Kind, number and title without marks and case: what searches look into. */
  folded: string;
  owed: Owed[];
}

/** What somebody has decided of a thing that leans on a document that is in force no more. */
export interface LeaningMark {
  /** `SOURCE/KIND/CODE` */
  _id: string;
  source: string;
  kind: 'question' | 'topic' | 'exam';
  code: string;
  as: 'done' | 'kept';
  at: Date;
  by: string;
}

const { Mixed } = Schema.Types;
const schema = new Schema<Source>(
  {
    _id: String,
    owner: { type: Mixed, required: true },
    from: Mixed,
    standsFor: String,
    kind: { type: String, required: true },
    title: { type: String, required: true },
    number: String,
    date: { type: String, required: true },
    superseded: { type: Mixed, default: null },
    clauses: { type: Mixed, required: true },
    clausesNumbered: { type: Number, required: true },
    edition: { type: Number, required: true },
    editedAt: { type: Date, required: true },
    editedBy: { type: String, required: true },
    folded: { type: String, required: true },
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
// Read by _id. The registry of an owner: some hundred documents, sorted as they are read.
schema.index({ 'owner.kind': 1, 'owner.platformId': 1, 'owner.contextId': 1 });
schema.index({ standsFor: 1 }, { unique: true, sparse: true });
// The worker's look for due work.
schema.index({ 'owed.due': 1 });

const markSchema = new Schema<LeaningMark>(
  {
    _id: String,
    source: { type: String, required: true },
    kind: { type: String, required: true },
    code: { type: String, required: true },
    as: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  { versionKey: false },
);
// The work list of a document.
markSchema.index({ source: 1, _id: 1 });

export const sourceModel = modelFactory<Source>('Source', schema, 'sources');
export const leaningMarkModel = modelFactory<LeaningMark>('LeaningMark', markSchema, 'leaningMarks');
