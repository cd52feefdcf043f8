import { modelFactory } from '@chuyen-de/xapi/storage';
import type { ItemRef, RosterGap } from '@chuyen-de/contracts';
import { Schema, type Types } from 'mongoose';

/** A course of an LMS, as one deployment of the tool sees it: its id is unique there only. @see LTI 1.3 §5.4.1 (context claim) */
export interface Context {
  _id: Types.ObjectId;
  platformId: string;
  deploymentId: string;
  /** The platform's own id of the course. */
  contextId: string;
  title?: string;
  label?: string;
  /** Where its roster is read; absent where the platform offers none. @see LTI NRPS 2.0 §3.6.1 */
  membershipsUrl?: string;
  /** When the roster was last read. */
  rosterAt?: Date;
  /** What was chosen for it in the content picker. */
  placed?: ItemRef[];
  /** Why the latest reading did not come to the roster's end. */
  rosterGap?: RosterGap;
}

const schema = new Schema<Context>(
  {
    platformId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    title: String,
    label: String,
    membershipsUrl: String,
    rosterAt: Date,
    placed: { type: [{ type: { kind: String, code: String }, _id: false }], default: undefined },
    rosterGap: String,
  },
  { versionKey: false },
);
// Found by what a launch carries. Shard key: the same.
schema.index({ platformId: 1, deploymentId: 1, contextId: 1 }, { unique: true });
// Courses of other deployments that have the same id.
schema.index({ contextId: 1, platformId: 1 });

export const contextModel = modelFactory<Context>('Context', schema, 'contexts');
