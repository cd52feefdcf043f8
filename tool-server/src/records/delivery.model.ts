import { Schema, type Connection, type Model, type Types } from 'mongoose';

/** The statements of one event on their way to one target; deleted once the target has them. */
export interface Delivery {
  /** Event and target: the same event is queued once, however often its handler runs. */
  _id: string;
  target: Types.ObjectId;
  /** Statements as JSON. */
  statements: string;
  state: 'waiting' | 'refused';
  createdAt: Date;
  /** Why the target refused it for good. */
  lastReply?: { status: number; message: string; at: Date };
}

const schema = new Schema<Delivery>(
  {
    _id: String,
    target: { type: Schema.Types.ObjectId, required: true },
    statements: { type: String, required: true },
    state: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastReply: { type: { status: Number, message: String, at: Date }, _id: false },
  },
  { versionKey: false },
);
// What waits for a target, in the order of queueing; how much waits and how much was refused.
schema.index({ target: 1, state: 1, createdAt: 1 });

export const deliveryModel = (connection: Connection): Model<Delivery> =>
  connection.model<Delivery>('Delivery', schema, 'deliveries');
