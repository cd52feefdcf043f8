import { modelFactory } from '@chuyen-de/xapi/storage';
import type { PaperImportHead } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { SheetRow } from './sheet.rules.ts';

/** A file of results of an exam that was sat on paper. */
export interface StoredPaperImport {
  _id: string;
  linkId: string;
  examCode: string;
  /** The revision of the exam whose papers were sat: the one in force when the file was read. */
  revision: number;
  name: string;
  /** SHA-256 of the file. */
  digest: string;
  at: Date;
  by: string;
  state: PaperImportHead['state'];
  rows: number;
  masked: boolean;
  satAt?: Date;
  /** While nobody has decided on it: then it goes, with its lines. */
  expiresAt?: Date;
  undone?: { at: Date; by: string; reason: string };
}

/** A line of such a file: one document, so that what is held of a person is theirs alone. */
export interface StoredPaperRow extends SheetRow {
  _id: string;
  import: string;
  /** Chosen by somebody, or whose it was entered as. */
  personId?: string;
  skip: boolean;
  /** While it is not entered: what a file says of people is not kept for ever because nobody decided on it. */
  expiresAt?: Date;
  /** Present once it is entered: then nothing else of whose it is is kept. */
  attemptId?: string;
}

const { Mixed } = Schema.Types;
const importSchema = new Schema<StoredPaperImport>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    revision: { type: Number, required: true },
    name: { type: String, required: true },
    digest: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    state: { type: String, required: true },
    rows: { type: Number, required: true },
    masked: { type: Boolean, required: true },
    satAt: Date,
    expiresAt: Date,
    undone: Mixed,
  },
  { versionKey: false },
);
// Those of an exam at a link, newest first. Few for each: not sharded.
importSchema.index({ linkId: 1, examCode: 1, at: -1 });
importSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const rowSchema = new Schema<StoredPaperRow>(
  {
    _id: String,
    import: { type: String, required: true },
    line: { type: Number, required: true },
    identity: { type: Mixed, required: true },
    mask: Mixed,
    paperCode: String,
    answers: Mixed,
    mark: Mixed,
    personId: String,
    skip: { type: Boolean, required: true },
    attemptId: String,
    expiresAt: Date,
  },
  { versionKey: false, minimize: false },
);
// The lines of an import, in their order.
rowSchema.index({ import: 1, line: 1 });
rowSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
// What is held of a person.
rowSchema.index({ personId: 1 }, { sparse: true });

export const paperImportModel = modelFactory<StoredPaperImport>('PaperImport', importSchema, 'paperImports');
export const paperRowModel = modelFactory<StoredPaperRow>('PaperRow', rowSchema, 'paperRows');
