import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';

const DOCUMENT_KINDS = ['state', 'activity-profile', 'agent-profile'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document of an activity, of an agent, or of both: bytes that their owner understands. */
export interface StoredDocument {
  /** Digest of all that identifies it, so that one of its name exists once. */
  _id: string;
  /** Digest of what it belongs to: kind, platform, activity and agent. */
  owner: string;
  kind: DocumentKind;
  platform?: string;
  activity?: string;
  agent?: string;
  registration?: string;
  /** Its `stateId` or `profileId`. */
  name: string;
  content: Buffer;
  contentType: string;
  /** SHA-1 of the content. */
  etag: string;
  /** Another one after each change: changes are conditional on it. */
  revision: string;
  stored: Date;
}

const schema = new Schema<StoredDocument>(
  {
    _id: String,
    owner: { type: String, required: true },
    kind: { type: String, enum: DOCUMENT_KINDS, required: true },
    platform: String,
    activity: String,
    agent: String,
    registration: String,
    name: { type: String, required: true },
    // An empty document is one too, which Mongoose would take for a missing one.
    content: Buffer,
    contentType: { type: String, required: true },
    etag: { type: String, required: true },
    revision: { type: String, required: true },
    stored: { type: Date, required: true },
  },
  { versionKey: false },
);
// The names of an owner's documents, and those since a time. One document is found by _id.
// Shard key: owner (hashed) serves the lists, with _id unique by being a digest.
schema.index({ owner: 1, stored: 1 });

export const documentModel = modelFactory<StoredDocument>('XapiDocument', schema, 'xapiDocuments');
