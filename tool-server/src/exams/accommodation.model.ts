import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Accommodation } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** Whom an accommodation is for, and where. */
export interface AccommodationScope {
  linkId: string;
  examCode: string;
  personId: string;
}

export interface StoredAccommodation extends AccommodationScope, Accommodation {
  _id: string;
  /** Who gave it, and when. */
  givenBy: string;
  givenAt: Date;
}

export const accommodationId = ({ linkId, examCode, personId }: AccommodationScope): string =>
  `${linkId} ${examCode} ${personId}`;

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
// Read by _id when an attempt starts; by link for the class view.
schema.index({ linkId: 1 });

export const accommodationModel = modelFactory<StoredAccommodation>(
  'Accommodation',
  schema,
  'accommodations',
);
