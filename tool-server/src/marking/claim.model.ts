import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** That somebody has an answer before them, so that others are given another one. It keeps nobody from marking. */
export interface MarkingClaim {
  /** Attempt and question. */
  _id: string;
  /** The person, by id. */
  by: string;
  until: Date;
}

const schema = new Schema<MarkingClaim>(
  { _id: String, by: { type: String, required: true }, until: { type: Date, required: true } },
  { versionKey: false },
);
// Read and written by _id.
schema.index({ until: 1 }, { expireAfterSeconds: 0 });
// What is held of a person.
schema.index({ by: 1 });

export const markingClaimModel = modelFactory<MarkingClaim>('MarkingClaim', schema, 'markingClaims');
