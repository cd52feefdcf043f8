import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';
import type { Scope } from './access.ts';

/** Key and hashed secret of somebody who may call the record store. */
export interface Credential {
  /** The key. */
  _id: string;
  /** SHA-256 of the secret, which is random and long, so that no slow hash is needed. */
  secretHash: string;
  scopes: Scope[];
  note?: string;
  /** Ids of the platforms that it is bound to; absent: all. */
  platforms?: string[];
  /** Whether it may see who people are in the answers for analysts. */
  identified?: boolean;
  /** Who answers for it: it works as long as they may. Absent: it works until it is revoked. */
  keeper?: string;
  createdAt: Date;
  rotatedAt?: Date;
  revokedAt?: Date;
}

const schema = new Schema<Credential>(
  {
    _id: String,
    secretHash: { type: String, required: true },
    scopes: { type: [String], required: true },
    note: String,
    platforms: { type: [String], default: undefined },
    identified: Boolean,
    keeper: String,
    createdAt: { type: Date, required: true },
    rotatedAt: Date,
    revokedAt: Date,
  },
  { versionKey: false },
);
// Read by _id alone; the list of all is short.

export const credentialModel = modelFactory<Credential>('LrsCredential', schema, 'lrsCredentials');
