import { modelFactory } from '@chuyen-de/xapi/storage';
import type {
  FormatRemark,
  PlaceInFile,
  QuestionDraft,
  QuestionField,
  QuestionState,
} from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import type { EditDeed } from './history.rules.ts';

/** A change of a question's draft. */
interface QuestionEdit {
  /** That it led to. */
  edition: number;
  at: Date;
  by: string;
  fields: QuestionField[];
  /** Where it was not written. */
  deed?: EditDeed;
}

/** A question of a bank that is made in the browser: what its authors have typed, and what they know of what is in force. */
export interface StoredQuestion extends QuestionDraft {
  /** Its code. */
  _id: string;
  bank: string;
  type: string;
  /** Rises with each change. */
  edition: number;
  editedAt: Date;
  editedBy: string;
  /** Everybody who has written on it. Absent in drafts of before: then those of the last changes. */
  authors?: string[];
  /** The last changes, oldest first. */
  edits: QuestionEdit[];
  /** Whether something stops it. */
  faulty: boolean;
  state: QuestionState;
  /** The revision that is in force, or was last, and the print of what it says. */
  issued?: { revision: number; fingerprint: string; inForce: boolean; source?: string };
  /**
   * The number of the bank's edition that puts it into force, or takes it out: once that edition, or a later one, is in
   * force, `issued` and `state` have to be made again, whoever does it.
   */
  issuing?: number;
  /** When it was stored last. Absent in drafts of before. */
  touchedAt?: Date;
  /** Code and texts without marks and case: what searches look into. */
  folded: string;
  /** Equal for questions that ask the same, but for marks, case and punctuation. */
  likeness: string;
  /** Its tags without marks and case. Absent in drafts of before, as they have none. */
  tagKeys?: string[];
  /** The documents that it leans on: that of its draft, and that of what is in force. Absent in drafts of before. */
  cites?: string[];
  /** The import that brought it, and what that has to say of it. */
  import?: string;
  found?: { at: PlaceInFile; label?: string; group: string[]; remarks: FormatRemark[] };
}

/** What is told of questions in lists. */
export type ListedQuestion = Omit<StoredQuestion, 'edits' | 'folded'>;
export const LISTED = { edits: 0, folded: 0 } as const;

const { Mixed } = Schema.Types;
const schema = new Schema<StoredQuestion>(
  {
    _id: String,
    bank: { type: String, required: true },
    topic: { type: String, required: true },
    level: { type: String, required: true },
    type: { type: String, required: true },
    content: { type: Mixed, required: true },
    tags: { type: [String], default: undefined },
    tagKeys: { type: [String], default: undefined },
    edition: { type: Number, required: true },
    editedAt: { type: Date, required: true },
    editedBy: { type: String, required: true },
    authors: { type: [String], default: undefined },
    edits: { type: Mixed, required: true },
    faulty: { type: Boolean, required: true },
    state: { type: String, required: true },
    issued: Mixed,
    issuing: Number,
    touchedAt: Date,
    folded: { type: String, required: true },
    likeness: { type: String, default: '' },
    cites: { type: [String], default: undefined },
    import: String,
    found: Mixed,
  },
  { versionKey: false, minimize: false },
);
// Lists of a bank in the order of the codes, whole or of a topic or state; the rest of a filter is looked at on the way.
schema.index({ bank: 1, _id: 1 });
schema.index({ bank: 1, topic: 1, _id: 1 });
schema.index({ bank: 1, state: 1, faulty: 1, _id: 1 });
// What an edition of the bank that came into force is still to be told to. Few at any time.
schema.index({ bank: 1, issuing: 1 });
// What a search has to read again.
schema.index({ bank: 1, touchedAt: 1 });
// What an import brought, in the order of the file; questions that ask the same.
schema.index({ bank: 1, import: 1, state: 1, _id: 1 });
schema.index({ bank: 1, likeness: 1, _id: 1 });
// Those that have a tag.
schema.index({ bank: 1, tagKeys: 1, _id: 1 });
// What leans on a document.
schema.index({ cites: 1, _id: 1 });

export const storedQuestionModel = modelFactory<StoredQuestion>('QuestionDraft', schema, 'questionDrafts');
