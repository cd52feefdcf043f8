import type { RecordsFilter } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';

/** A filter that somebody keeps under a name, and how its figures were looked at. */
export interface StoredQuery {
  _id: string;
  /** Key of the credential, or the person, that made it. */
  owner: string;
  name: string;
  filter: RecordsFilter;
  lastDays?: number;
  view?: Record<string, string>;
  createdAt: Date;
}

const schema = new Schema<StoredQuery>(
  {
    _id: String,
    owner: { type: String, required: true },
    name: { type: String, required: true },
    filter: { type: Schema.Types.Mixed, required: true },
    lastDays: Number,
    view: { type: Schema.Types.Mixed, default: undefined },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
// An owner's list, oldest first. Shard key: owner.
schema.index({ owner: 1, createdAt: 1 });

export const savedQueryModel = modelFactory<StoredQuery>('SavedQuery', schema, 'savedQueries');
