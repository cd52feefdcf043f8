import { Schema, type Connection, type Model } from 'mongoose';

/** A statement as received, and beside it the fields by which it is found. */
export interface StoredStatement {
  /** The statement's id. */
  _id: string;
  /** The statement with `stored`, `authority` and `version`, as JSON: numbers and order stay as they came. */
  json: string;
  stored: Date;
  /** Position in the order of storing: milliseconds of `stored` and a counter, so that paging is exact. */
  position: string;
  actor: string;
  verb: string;
  activity: string;
  registration?: string;
}

const schema = new Schema<StoredStatement>(
  {
    _id: String,
    json: { type: String, required: true },
    stored: { type: Date, required: true },
    position: { type: String, required: true },
    actor: { type: String, required: true },
    verb: { type: String, required: true },
    activity: { type: String, required: true },
    registration: String,
  },
  { versionKey: false },
);
// Everything in order of storing; then by each filter of the statements resource, in the same order.
// Shard key: _id (hashed).
schema.index({ position: 1 });
schema.index({ actor: 1, position: 1 });
schema.index({ verb: 1, position: 1 });
schema.index({ activity: 1, position: 1 });
schema.index(
  { registration: 1, position: 1 },
  { partialFilterExpression: { registration: { $exists: true } } },
);

export const statementModel = (connection: Connection): Model<StoredStatement> =>
  connection.model<StoredStatement>('Statement', schema, 'statements');
