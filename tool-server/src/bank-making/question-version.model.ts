import { modelFactory } from '@chuyen-de/xapi/storage';
import type { QuestionDraft, VersionOrigin } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** What the draft of a question said in one of its editions. Written once, never changed. */
export interface QuestionVersion {
  /** `CODE/EDITION` */
  _id: string;
  question: string;
  edition: number;
  at: Date;
  by: string;
  origin: VersionOrigin;
  /** Of `restored`: when what it says again was written. */
  of?: Date;
  draft: QuestionDraft;
  /** Fingerprint of the revision that it would become, or became; absent: something stopped it. */
  hash?: string;
}

const { Mixed } = Schema.Types;
const schema = new Schema<QuestionVersion>(
  {
    _id: String,
    question: { type: String, required: true },
    edition: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    origin: { type: String, required: true },
    of: Date,
    draft: { type: Mixed, required: true },
    hash: String,
  },
  { versionKey: false, minimize: false },
);
// Those of a question, the newest first.
schema.index({ question: 1, edition: -1 });

export const questionVersionModel = modelFactory<QuestionVersion>(
  'QuestionVersion',
  schema,
  'questionVersions',
);
