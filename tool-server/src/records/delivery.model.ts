import { Schema, type Connection, type Model, type Types } from 'mongoose';

/** The statements of one event on their way to one target; deleted once the target has them. */
export interface Delivery {
  /** Event and target: the same event is queued once, however often its handler runs. */
  _id: string;
  target: Types.ObjectId;
  /** Statements as JSON. */
  statements: string;
  state: 'waiting' | 'refused';
  due: Date;
  tries: number;
  createdAt: Date;
  lastReply?: { status: number; message: string; at: Date };
}

const schema = new Schema<Delivery>(
  {
    _id: String,
    target: { type: Schema.Types.ObjectId, required: true },
    statements: { type: String, required: true },
    state: { type: String, required: true },
    due: { type: Date, required: true },
    tries: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    lastReply: { type: { status: Number, message: String, at: Date }, _id: false },
  },
  { versionKey: false },
);
// The worker's look for what is due.
schema.index({ state: 1, due: 1 });

export const deliveryModel = (connection: Connection): Model<Delivery> =>
  connection.model<Delivery>('Delivery', schema, 'deliveries');
