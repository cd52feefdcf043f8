import { Schema, type Connection, type Model } from 'mongoose';

/** An activity, with what all statements together say of it. */
export interface StoredActivity {
  /** The activity's id. */
  _id: string;
  /** Its canonical definition, as JSON: names of extensions may have dots. */
  definition: string;
  /** Counts changes, so that none is lost. */
  revision: number;
}

const schema = new Schema<StoredActivity>(
  {
    _id: String,
    definition: { type: String, required: true },
    revision: { type: Number, required: true },
  },
  { versionKey: false },
);
// Read by _id alone. Shard key: _id (hashed).

export const activityModel = (connection: Connection): Model<StoredActivity> =>
  connection.model<StoredActivity>('Activity', schema, 'activities');
