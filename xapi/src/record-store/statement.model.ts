import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';
import type { DerivedFields } from './derived-fields.ts';

/** Tokens of a statement itself, or of one that it refers to. */
export interface KeySet {
  keys: string[];
}

interface Batch {
  size: number;
  index: number;
}

/** A statement as received, and beside it the fields by which it is found and counted. */
export interface StoredStatement extends DerivedFields {
  /** The statement's id, in small letters. */
  _id: string;
  /** The statement as JSON on one line, as it came but for what the store sets. */
  json: string;
  stored: Date;
  /** Its place in the order of storing. */
  position: string;
  /** Tokens of all that it is found by: its own and those of the statements that it refers to. */
  keys: string[];
  /** Of a statement that refers to another: its own tokens and, one by one, those of what it refers to. */
  sets?: KeySet[];
  /** The statement that it refers to. */
  ref?: string;
  /** Token of who vouches for it. */
  authority?: string;
  voided?: true;
  /** The platform that it belongs to. */
  platform?: string;
  /** Hashes of the attachments whose bytes are stored. */
  attachments?: string[];
  /** Of what was sent together: how many there were, and which of them it is. */
  batch?: Batch;
}

const schema = new Schema<StoredStatement>(
  {
    _id: String,
    json: { type: String, required: true },
    stored: { type: Date, required: true },
    position: { type: String, required: true },
    keys: { type: [String], required: true },
    sets: { type: [{ keys: [String], _id: false }], default: undefined },
    ref: String,
    authority: String,
    voided: Boolean,
    platform: String,
    attachments: { type: [String], default: undefined },
    batch: { type: { size: Number, index: Number }, default: undefined, _id: false },
    at: { type: Date, required: true },
    actor: String,
    verb: { type: String, required: true },
    activity: String,
    type: { type: String },
    registration: String,
    parents: { type: [String], default: undefined },
    groupings: { type: [String], default: undefined },
    others: { type: [String], default: undefined },
    result: Object,
    trial: Boolean,
  },
  { versionKey: false },
);
// Shard key: _id (hashed). Order of storing, for reading on and for what was stored when.
schema.index({ position: 1 });
// Every filter of the statements resource, in the order of storing.
schema.index({ keys: 1, position: 1 });
// Who refers to a statement that has just arrived.
schema.index({ ref: 1 }, { sparse: true });
// The few that are voided, which analyses leave out.
schema.index({ voided: 1 }, { sparse: true });

export const statementModel = modelFactory<StoredStatement>('Statement', schema, 'statements');
