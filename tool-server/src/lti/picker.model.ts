import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Locale } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** An LMS's request for content (deep linking) until a lecturer answers it, once. */
export interface StoredPicker {
  _id: string;
  platformId: string;
  deploymentId: string;
  returnUrl: string;
  /** Opaque, to be sent back as it came. */
  data?: string | undefined;
  acceptTypes: string[];
  acceptMultiple: boolean;
  acceptLineItem: boolean;
  /** Language of the launch: titles go to the LMS in it. */
  locale: Locale;
  answeredAt?: Date | null | undefined;
  expiresAt: Date;
}

const schema = new Schema<StoredPicker>(
  {
    _id: String,
    platformId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    returnUrl: { type: String, required: true },
    data: String,
    acceptTypes: [String],
    acceptMultiple: { type: Boolean, required: true },
    acceptLineItem: { type: Boolean, required: true },
    locale: { type: String, required: true },
    answeredAt: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// Read by _id alone; the index only lets the store forget old ones.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const pickerModel = modelFactory<StoredPicker>('Picker', schema, 'pickers');
