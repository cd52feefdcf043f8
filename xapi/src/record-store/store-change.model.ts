import { Schema, type Connection, type Model } from 'mongoose';

/** A change of what is stored that a newer release has made. */
export interface StoreChange {
  /** Which change. */
  _id: string;
  /** When all that was stored before had been changed. */
  at: Date;
}

const schema = new Schema<StoreChange>(
  { _id: String, at: { type: Date, required: true } },
  { versionKey: false },
);
// A handful, read by _id.

export const storeChangeModel = (connection: Connection): Model<StoreChange> =>
  connection.model<StoreChange>('StoreChange', schema, 'recordStoreChanges');
