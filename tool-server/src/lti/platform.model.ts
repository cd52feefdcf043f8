import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** An LMS that may launch us: a registration, identified to the outside by issuer and client id. */
export interface StoredPlatform {
  _id: string;
  issuer: string;
  clientId: string;
  name: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** Audience of token requests where it is not the token endpoint (Brightspace). */
  tokenAudience?: string | undefined;
  keySetUrl: string;
  /** Our key for this platform; ltijs knows a platform by it. */
  kid: string;
  active: boolean;
  /** When it was last switched off: sessions from before are over, also once it is on again. */
  offAt?: Date | undefined;
  /** `listed`: only deployments that were entered; `learned`: a first launch enters its deployment. */
  deployments: 'listed' | 'learned';
  /** Product family as the LMS calls itself: moodle, canvas … */
  family?: string | undefined;
  registeredAt: Date;
}

const schema = new Schema<StoredPlatform>(
  {
    _id: String,
    issuer: { type: String, required: true },
    clientId: { type: String, required: true },
    name: { type: String, required: true },
    authorizationEndpoint: { type: String, required: true },
    tokenEndpoint: { type: String, required: true },
    tokenAudience: String,
    keySetUrl: { type: String, required: true },
    kid: { type: String, required: true },
    active: { type: Boolean, required: true },
    offAt: Date,
    deployments: { type: String, enum: ['listed', 'learned'], required: true },
    family: String,
    registeredAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// Login and token checks ask by issuer and client id, ltijs by our key's id.
schema.index({ issuer: 1, clientId: 1 }, { unique: true });
schema.index({ kid: 1 });

export const platformModel = modelFactory<StoredPlatform>('Platform', schema, 'platforms');
