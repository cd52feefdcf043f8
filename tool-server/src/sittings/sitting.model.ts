import { modelFactory } from '@chuyen-de/xapi/storage';
import type { SittingTerms } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** A sitting of an exam at a link. */
export interface StoredSitting extends SittingTerms {
  _id: string;
  linkId: string;
  examCode: string;
  joinCode: string;
  edition: number;
}

const schema = new Schema<StoredSitting>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    name: { type: String, required: true },
    opensAt: String,
    closesAt: String,
    capacity: Number,
    open: { type: Boolean, required: true },
    joinCode: { type: String, required: true },
    edition: { type: Number, required: true },
  },
  { versionKey: false },
);
// Those of a link. Shard key: linkId.
schema.index({ linkId: 1 });

export const sittingModel = modelFactory<StoredSitting>('Sitting', schema, 'sittings');
