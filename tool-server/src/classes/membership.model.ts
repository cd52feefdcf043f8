import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Role } from '@chuyen-de/contracts';
import { Schema, type Types } from 'mongoose';

/** That a course's roster lists a person. @see LTI NRPS 2.0 §2.2 */
export interface Membership {
  context: Types.ObjectId;
  person: Types.ObjectId;
  roles: Role[];
  /** The reading of the roster that last listed them: older than the course's `rosterAt` means gone. */
  readAt: Date;
}

const schema = new Schema<Membership>(
  {
    context: { type: Schema.Types.ObjectId, required: true },
    person: { type: Schema.Types.ObjectId, required: true },
    roles: { type: [String], required: true },
    readAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// The class list of a course, and one entry per person in it. Shard key: context.
schema.index({ context: 1, person: 1 }, { unique: true });

export const membershipModel = modelFactory<Membership>('Membership', schema, 'memberships');
