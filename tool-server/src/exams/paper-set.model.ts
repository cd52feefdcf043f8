import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import type { PaperSlot } from './draw.rules.ts';

/** The fixed papers of a revision of an exam: drawn once, all together, and never changed, since they may be printed. */
export interface PaperSet {
  /** `CODE@REVISION` of the exam. */
  _id: string;
  papers: { code: string; paper: PaperSlot[] }[];
  drawnAt: Date;
}

const { Mixed } = Schema.Types;
const schema = new Schema<PaperSet>(
  {
    _id: String,
    papers: { type: Mixed, required: true },
    drawnAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
// Read by _id.

export const paperSetModel = modelFactory<PaperSet>('PaperSet', schema, 'paperSets');
