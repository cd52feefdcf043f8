import { Schema, type Connection, type Model, type Types } from 'mongoose';

/** A record store elsewhere that gets every statement. */
export interface LrsTargetDocument {
  _id: Types.ObjectId;
  endpoint: string;
  key: string;
  secret: string;
  active: boolean;
  createdAt: Date;
}

const schema = new Schema<LrsTargetDocument>(
  {
    endpoint: { type: String, required: true },
    key: { type: String, required: true },
    secret: { type: String, required: true },
    active: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// A school has a handful: read whole, no index but one target per endpoint.
schema.index({ endpoint: 1 }, { unique: true });

export const lrsTargetModel = (connection: Connection): Model<LrsTargetDocument> =>
  connection.model<LrsTargetDocument>('LrsTarget', schema, 'lrsTargets');
