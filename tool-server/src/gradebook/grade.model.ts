import { modelFactory } from '@chuyen-de/xapi/storage';
import type { GradeReason, Score } from '@chuyen-de/contracts';
import { Schema, type Types } from 'mongoose';

/** A line of the ledger: the grade that one person has at one link, and how far it got on its way to the LMS. */
export interface Grade {
  _id: Types.ObjectId;
  linkId: string;
  /** The LMS of the link; absent in lines of earlier releases until they are looked at. */
  platformId?: string;
  personId: string;
  /** Null: nothing of this person's counts any more, and the LMS is asked to empty its cell. */
  score: Score | null;
  /** Time of the event that the grade stands for; the LMS gets it as the score's timestamp. */
  at: Date;
  state: 'waiting' | 'sent' | 'settled' | 'refused';
  /** When it may next be tried; a worker that claims it moves this forward by its lease. */
  due: Date;
  tries: number;
  /** Since when it has been waiting: how long the LMS may put it off is measured from here. */
  since?: Date;
  /** Why it is not in the gradebook as it was sent, or not yet. */
  reason?: GradeReason | null;
  /** What the gradebook was seen to hold after it had taken the score, on the scale 0–10. */
  held?: { outOfTen: number | null; at: Date } | null;
  lastReply?: { status: number; message: string; at: Date };
  /** Timestamp of the last score that the LMS accepted: the next one has to be later in whole seconds. */
  acceptedAt?: Date;
  /** When a lecturer last asked for it to be sent, whatever its LMS had said before. */
  askedAt?: Date;
  /** When a lecturer had a grade sent again that the LMS holds another for: it is their decision of that time. */
  stampAt?: Date;
}

const schema = new Schema<Grade>(
  {
    linkId: { type: String, required: true },
    platformId: String,
    personId: { type: String, required: true },
    score: { type: Schema.Types.Mixed, default: null },
    at: { type: Date, required: true },
    state: { type: String, required: true },
    due: { type: Date, required: true },
    tries: { type: Number, required: true },
    since: Date,
    reason: String,
    held: { type: { outOfTen: Number, at: Date }, _id: false },
    lastReply: { type: { status: Number, message: String, at: Date }, _id: false },
    acceptedAt: Date,
    askedAt: Date,
    stampAt: Date,
  },
  { versionKey: false, shardKey: { linkId: 1 } },
);
// One line per person and link; the lecturer's ledger.
schema.index({ linkId: 1, personId: 1 }, { unique: true });
// What of a link is not where it belongs.
schema.index({ linkId: 1, state: 1 });
schema.index({ linkId: 1, reason: 1 });
// The worker's look for what is due.
schema.index({ state: 1, due: 1 });
// The same for one LMS.
schema.index({ platformId: 1, state: 1, due: 1 });
// How many are in each state, and since when the oldest has been waiting.
schema.index({ state: 1, at: 1 });

export const gradeModel = modelFactory<Grade>('Grade', schema, 'grades');
