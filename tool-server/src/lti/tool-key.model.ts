import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** A key pair of ours for one platform; the private half is sealed. */
export interface StoredToolKey {
  /** The key's id. */
  _id: string;
  issuer: string;
  clientId: string;
  /** PEM. */
  publicKey?: string | undefined;
  iv?: string | undefined;
  data?: string | undefined;
  createdAt: Date;
  /** Set when a newer key took over: published until then, so that what it signed can be checked. */
  retiresAt?: Date | undefined;
}

const schema = new Schema<StoredToolKey>(
  {
    _id: String,
    issuer: { type: String, required: true },
    clientId: { type: String, required: true },
    publicKey: String,
    iv: String,
    data: String,
    createdAt: { type: Date, required: true },
    retiresAt: Date,
  },
  { versionKey: false },
);
// Few, and read all at once for the published key set; the index lets the store drop retired ones.
schema.index({ retiresAt: 1 }, { expireAfterSeconds: 0 });

export const toolKeyModel = modelFactory<StoredToolKey>('ToolKey', schema, 'toolKeys');
