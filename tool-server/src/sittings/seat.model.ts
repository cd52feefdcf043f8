import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/**
 * The place that somebody has in a sitting: one for a person at an exam of a link, and one person on each. So a sitting
 * of forty has forty of them, whoever picks at the same moment.
 */
export interface Seat {
  /** Link, exam and person. */
  _id: string;
  linkId: string;
  examCode: string;
  personId: string;
  sittingId: string;
  /** From 1 on. */
  seat: number;
  /** Who took it: they themselves, or somebody for them. */
  by: string;
  at: Date;
}

const schema = new Schema<Seat>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    personId: { type: String, required: true },
    sittingId: { type: String, required: true },
    seat: { type: Number, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// Nobody sits where somebody does; how many are in one.
schema.index({ sittingId: 1, seat: 1 }, { unique: true });
// Who is where at a link. Shard key: _id (hashed).
schema.index({ linkId: 1 });
// What is held of a person.
schema.index({ personId: 1 });

export const seatModel = modelFactory<Seat>('Seat', schema, 'seats');
