import type { CertificateRule, CertificateWords } from '@chuyen-de/contracts';
import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** By which rule a class gives certificates, and what they say. */
export interface CertificateForm {
  /** The class: course and programme. */
  _id: string;
  rule: CertificateRule;
  words: CertificateWords;
  /** Rises with each change: nobody overwrites what they have not seen. */
  change: number;
}

const schema = new Schema<CertificateForm>(
  {
    _id: String,
    rule: { type: String, required: true },
    words: { type: Schema.Types.Mixed, required: true },
    change: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read and written by _id, which is the shard key as well.

export const certificateFormModel = modelFactory<CertificateForm>(
  'CertificateForm',
  schema,
  'certificateForms',
);
