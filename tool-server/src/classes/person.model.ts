import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema, type Types } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';
import type { Standing } from './standing.rules.ts';

/** Names as the LMS gives them; every part may be missing. */
export interface PersonName {
  full?: string;
  given?: string;
  middle?: string;
  family?: string;
}

/** Somebody whom a platform sent or lists; identified by platform and subject alone. @see LTI 1.3 §5.3.6 */
export interface Person {
  _id: Types.ObjectId;
  platformId: string;
  sub: string;
  name: PersonName;
  email?: string;
  lastLaunchAt?: Date;
  /** Our context documents of the courses that they have entered as staff, or as the LMS's test student. */
  staffIn?: Types.ObjectId[];
  standing?: Standing;
  /** When a launch last said something else than the one before it. */
  standingChangedAt?: Date;
  owed: Owed[];
}

const schema = new Schema<Person>(
  {
    platformId: { type: String, required: true },
    sub: { type: String, required: true },
    name: { type: { full: String, given: String, middle: String, family: String }, default: {}, _id: false },
    email: String,
    lastLaunchAt: Date,
    staffIn: { type: [Schema.Types.ObjectId], default: [] },
    standing: Schema.Types.Mixed,
    standingChangedAt: Date,
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, shardKey: { platformId: 1 } },
);
// Who launched; whom the roster lists.
schema.index({ platformId: 1, sub: 1 }, { unique: true });
// Each process's look for changed roles; of those who have none yet there is nothing to look for.
schema.index({ standingChangedAt: 1 }, { sparse: true });
// The worker's look for due work.
schema.index({ 'owed.due': 1 });

export const personModel = modelFactory<Person>('Person', schema, 'people');
