import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** An attempt, and when something was last known of it. */
export interface Mark {
  attempt: string;
  at: Date;
}

/**
 * What one process of the tool knows of an exam at a link: which attempts have their page open there, which had, and
 * which were just saved. It is renewed every few seconds while there is any; one that is not is of a process that ended.
 */
export interface Presence {
  _id: string;
  linkId: string;
  examCode: string;
  at: Date;
  here: string[];
  gone: Mark[];
  saved: Mark[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<Presence>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    at: { type: Date, required: true },
    here: { type: [String], required: true },
    gone: { type: Mixed, required: true },
    saved: { type: Mixed, required: true },
  },
  { versionKey: false },
);
// What processes know of an exam at a link. Written by _id.
schema.index({ linkId: 1, examCode: 1 });
// What nobody renews any more.
schema.index({ at: 1 });

export const presenceModel = modelFactory<Presence>('Presence', schema, 'presences');
