import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** A deployment of the tool in a platform: launches of others are refused. */
export interface StoredDeployment {
  platformId: string;
  deploymentId: string;
  /** Entered by a launch, not by an administrator. */
  learned: boolean;
  since: Date;
}

const schema = new Schema<StoredDeployment>(
  {
    platformId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    learned: { type: Boolean, required: true },
    since: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ platformId: 1, deploymentId: 1 }, { unique: true });

export const deploymentModel = modelFactory<StoredDeployment>('Deployment', schema, 'deployments');
