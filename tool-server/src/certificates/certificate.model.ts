import type { CertificateContent } from '@chuyen-de/contracts';
import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/** A certificate as it was given. What its paper says never changes. */
export interface StoredCertificate {
  /** Its number, as it is printed. */
  _id: string;
  /** The class: course and programme. */
  classId: string;
  /** Absent once they have been forgotten, and their name with it. */
  personId?: string;
  content: Omit<CertificateContent, 'issuedAt'>;
  issuedAt: Date;
  revoked: { at: Date; reason: string } | null;
  /** Who holds it in which class, while it is not revoked: nobody holds two. */
  holding?: string;
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredCertificate>(
  {
    _id: String,
    classId: { type: String, required: true },
    personId: String,
    content: { type: Mixed, required: true },
    issuedAt: { type: Date, required: true },
    revoked: { type: Mixed, default: null },
    holding: String,
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
// Looked up by _id by whoever holds one. Not sharded: one for a learner and a class.
schema.index({ holding: 1 }, { unique: true, sparse: true });
// Those of a class. What is held of a person.
schema.index({ classId: 1, issuedAt: 1 });
schema.index({ personId: 1 });
// The worker's look for due work.
schema.index({ 'owed.due': 1 });

export const certificateModel = modelFactory<StoredCertificate>('Certificate', schema, 'certificates');
