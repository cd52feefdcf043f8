import { Schema, type Connection, type Model, type Types } from 'mongoose';

/** A record store elsewhere that gets every statement. */
export interface LrsTargetDocument {
  _id: Types.ObjectId;
  endpoint: string;
  key: string;
  secret: string;
  createdAt: Date;
  /** When it may next be tried; a worker that claims it moves this forward by its lease. */
  due: Date;
  /** Failed tries since the last success. */
  tries: number;
  /** What it said when it last took nothing. */
  lastReply?: { status: number; message: string; at: Date };
}

const schema = new Schema<LrsTargetDocument>(
  {
    endpoint: { type: String, required: true },
    key: { type: String, required: true },
    secret: { type: String, required: true },
    createdAt: { type: Date, required: true },
    due: { type: Date, required: true },
    tries: { type: Number, required: true },
    lastReply: { type: { status: Number, message: String, at: Date }, _id: false },
  },
  { versionKey: false },
);
// A school has a handful: read whole, no index but one target per endpoint.
schema.index({ endpoint: 1 }, { unique: true });

export const lrsTargetModel = (connection: Connection): Model<LrsTargetDocument> =>
  connection.model<LrsTargetDocument>('LrsTarget', schema, 'lrsTargets');
