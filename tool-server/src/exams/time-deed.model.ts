import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Accommodation, SittingChange, SittingNamed } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/**
 * What somebody did to the time of an exam at a link: written once, never changed. All times follow from these, see
 * `clockOf`; what attempts hold of it is an index, brought up to date by what each of these owes.
 */
export interface TimeDeed {
  _id: string;
  /** The same for all whom it was done to at once. */
  deed: string;
  linkId: string;
  examCode: string;
  /** `sitting`: something was done to a sitting, which changes nobody's time by itself. */
  kind: 'pause' | 'resume' | 'add-time' | 'accommodation' | 'sitting';
  /** Whom it concerns; absent: everybody, or all of the sitting. */
  personId?: string;
  /** By its name of then: it may be gone. */
  sitting?: SittingNamed;
  change?: SittingChange;
  at: Date;
  /** Who did it, and why: absent of what was given before reasons were asked for. */
  by: string;
  reason?: string;
  minutes?: number;
  accommodation?: Accommodation;
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<TimeDeed>(
  {
    _id: String,
    deed: { type: String, required: true },
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    kind: { type: String, required: true },
    personId: String,
    sitting: Mixed,
    change: String,
    at: { type: Date, required: true },
    by: { type: String, required: true },
    reason: String,
    minutes: Number,
    accommodation: Mixed,
    owed: [owedSchema],
  },
  { versionKey: false, minimize: false },
);
// What was done at a link, in order. Shard key: linkId.
schema.index({ linkId: 1, at: 1 });
// What is new, for who has an attempt open.
schema.index({ at: 1 });
// What is held of a person.
schema.index({ personId: 1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const timeDeedModel = modelFactory<TimeDeed>('TimeDeed', schema, 'timeDeeds');
