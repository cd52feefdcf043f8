import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema, type Connection } from 'mongoose';
import { leaseField, type LeaseHolder } from '../storage/index.ts';
import type { Sealed } from '../kernel/seal.ts';

/** What an installation knows of itself: a single document. */
export interface Installation {
  _id: 'tool';
  /** Under which address the tool last ran. */
  publicUrl?: string;
  /** Number of the form in which the data is kept. */
  format?: number;
  /** Who changes data of an older release now. */
  lease?: LeaseHolder;
  /** The key of all that is sealed and signed, itself sealed by APP_SECRET: who has another secret cannot open it. */
  masterKey?: Sealed;
}

const schema = new Schema<Installation>(
  {
    _id: String,
    publicUrl: String,
    format: Number,
    lease: leaseField,
    masterKey: { type: { iv: String, data: String }, _id: false },
  },
  { versionKey: false },
);
// One document, read by _id.

export const installationModel = modelFactory<Installation>('Installation', schema, 'installations');

export const findInstallation = (connection: Connection): Promise<Installation | null> =>
  installationModel(connection).findById('tool').lean<Installation>().exec();

/** Why the data cannot be used as it is, in a sentence for whoever runs the tool. */
export class InstallationFault extends Error {}
