import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Accommodation } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** What earlier releases stored: the one that a person had last. Today they are deeds, see `TimeDeed`. */
export interface StoredAccommodation extends Pick<Accommodation, 'timeMultiplier' | 'extraAttempts'> {
  _id: string;
  linkId: string;
  examCode: string;
  personId: string;
  /** Who gave it, and when. */
  givenBy: string;
  givenAt: Date;
}

const schema = new Schema<StoredAccommodation>(
  {
    _id: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    personId: { type: String, required: true },
    timeMultiplier: { type: Number, required: true },
    extraAttempts: { type: Number, required: true },
    givenBy: { type: String, required: true },
    givenAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// Read with the deeds of a link.
schema.index({ linkId: 1 });

export const accommodationModel = modelFactory<StoredAccommodation>(
  'Accommodation',
  schema,
  'accommodations',
);
