import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';
import type { DefinedActivity } from './definition-id.ts';

/** An activity, with what all statements of a tenant together say of it. */
export interface StoredActivity extends DefinedActivity {
  /** Digest of tenant and activity, so that each has one. */
  _id: string;
  /** Its canonical definition, as JSON: names of extensions may have dots. */
  definition: string;
  /** Counts changes, so that none is lost. */
  revision: number;
}

const schema = new Schema<StoredActivity>(
  {
    _id: String,
    // The tenant of what belongs to no platform has no name, which Mongoose would take for a missing one.
    platform: String,
    activity: { type: String, required: true },
    definition: { type: String, required: true },
    revision: { type: Number, required: true },
  },
  { versionKey: false },
);
// Read by _id, and by those who see all tenants by the activity. Shard key: _id (hashed).
schema.index({ activity: 1, platform: 1 });

export const activityModel = modelFactory<StoredActivity>('Activity', schema, 'activityDefinitions');
