import { Schema, type Connection, type Model } from 'mongoose';

/** What a credential may do. @see xAPI 1.0.3 Communication §4.0, "OAuth Authorization Scope" */
export const SCOPES = ['statements/read', 'all/read', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** Key and hashed secret of somebody who may call the record store. */
export interface Credential {
  /** The key. */
  _id: string;
  /** SHA-256 of the secret, which is random and long, so that no slow hash is needed. */
  secretHash: string;
  scopes: Scope[];
  note?: string;
  createdAt: Date;
}

const schema = new Schema<Credential>(
  {
    _id: String,
    secretHash: { type: String, required: true },
    scopes: { type: [String], required: true },
    note: String,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);

export const credentialModel = (connection: Connection): Model<Credential> =>
  connection.model<Credential>('LrsCredential', schema, 'lrsCredentials');
