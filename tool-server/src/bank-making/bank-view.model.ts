import { modelFactory } from '@chuyen-de/xapi/storage';
import type { SaveView } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';

/** A filter of a bank's list under a name. */
export interface StoredView extends SaveView {
  _id: string;
  bank: string;
  /** Who keeps it. */
  by: string;
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredView>(
  {
    _id: String,
    bank: { type: String, required: true },
    by: { type: String, required: true },
    name: { type: String, required: true },
    shared: { type: Boolean, required: true },
    filter: { type: Mixed, required: true },
    order: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
// Those of a bank; one of a name for each person. What is held of a person.
schema.index({ bank: 1, by: 1, name: 1 }, { unique: true });
schema.index({ by: 1 });

export const bankViewModel = modelFactory<StoredView>('BankView', schema, 'bankViews');
