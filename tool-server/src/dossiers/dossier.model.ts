import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** That a dossier was made: written once, so that a file can be held against it for as long as the tool is there. */
export interface StoredDossier {
  _id: string;
  linkId: string;
  examCode: string;
  /** The person who had it made. */
  by: string;
  at: Date;
  attempts: number;
  /** Of its manifest, in hexadecimal digits. */
  sha256: string;
  keepUntil?: string;
}

const schema = new Schema<StoredDossier>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    attempts: { type: Number, required: true },
    sha256: { type: String, required: true },
    keepUntil: String,
  },
  { versionKey: false },
);
// Those of an exam at a link, newest first. Few for each: not sharded.
schema.index({ linkId: 1, examCode: 1, at: -1 });
// What is held of a person.
schema.index({ by: 1 });

export const dossierModel = modelFactory<StoredDossier>('Dossier', schema, 'dossiers');
