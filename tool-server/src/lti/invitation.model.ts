import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** An administrator's permission for one LMS to register itself. Only the hash of its code is stored. */
export interface StoredInvitation {
  /** SHA-256 of the code, base64url. */
  _id: string;
  note?: string | undefined;
  createdAt: Date;
  expiresAt: Date;
  usedAt?: Date | null | undefined;
}

const schema = new Schema<StoredInvitation>(
  {
    _id: String,
    note: String,
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// Read by _id alone; the index only lets the store forget old ones.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const invitationModel = modelFactory<StoredInvitation>('Invitation', schema, 'invitations');
