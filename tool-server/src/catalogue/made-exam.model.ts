import { modelFactory } from '@chuyen-de/xapi/storage';
import type { DraftField, ExamDraft, PrintHeading, Scope } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { PlacedItem } from './programme.model.ts';

/** A change of a draft. */
export interface DraftEdit {
  /** That it led to. */
  edition: number;
  at: Date;
  by: string;
  fields: DraftField[];
}

/**
 * An exam that is made in the browser: its draft, and what of it is in force. That is one document, so that it comes
 * into force by one update, which a change of the draft meanwhile prevents.
 */
export interface MadeExam {
  /** Its code. */
  _id: string;
  /** Whose it is. Never changes. */
  owner: Scope;
  draft: ExamDraft;
  /** Rises with each change of the draft. */
  edition: number;
  editedAt: Date;
  editedBy: string;
  /** The last changes, oldest first: so many that whoever comes back after a lecture is told all. */
  edits: DraftEdit[];
  /** Absent: nothing yet. */
  inForce?: PlacedItem & { topics: string[]; at: Date; by: string };
  /** What stands above its printed papers; absent: nothing yet. Of it there are editions of their own, counted from 1. */
  heading?: PrintHeading;
  headingEdition?: number;
  /** What was put into force, oldest first. */
  versions: { revision: number; at: Date; by: string }[];
}

/** How often an exam may be put into force: each time stores what it asks, and all are listed. */
export const MOST_VERSIONS = 500;

const { Mixed } = Schema.Types;
const schema = new Schema<MadeExam>(
  {
    _id: String,
    owner: { type: Mixed, required: true },
    draft: { type: Mixed, required: true },
    edition: { type: Number, required: true },
    editedAt: { type: Date, required: true },
    editedBy: { type: String, required: true },
    edits: { type: Mixed, required: true },
    inForce: Mixed,
    heading: Mixed,
    headingEdition: Number,
    versions: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// Opening and drawing read by _id. Lists: what belongs to a course, an LMS or everybody, last edited first.
schema.index({ 'owner.kind': 1, 'owner.platformId': 1, 'owner.contextId': 1, editedAt: -1 });

export const madeExamModel = modelFactory<MadeExam>('MadeExam', schema, 'madeExams');
