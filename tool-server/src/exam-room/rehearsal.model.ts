import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Rehearsal } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** How the device did that somebody tried last for an exam at a link. */
export interface StoredRehearsal extends Rehearsal {
  /** Person and exam at its link. */
  _id: string;
  personId: string;
  linkId: string;
  examCode: string;
  at: Date;
}

const schema = new Schema<StoredRehearsal>(
  {
    _id: String,
    personId: { type: String, required: true },
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    at: { type: Date, required: true },
    keeps: { type: Boolean, required: true },
    comesBack: { type: Boolean, required: true },
    clockAheadSeconds: { type: Number, required: true },
    roundTripMs: { type: Number, required: true },
  },
  { versionKey: false },
);
// Written by _id. The room: who has tried lately.
schema.index({ linkId: 1, examCode: 1, at: 1 });
// What is held of a person.
schema.index({ personId: 1 });

export const rehearsalModel = modelFactory<StoredRehearsal>('Rehearsal', schema, 'rehearsals');
