import { Schema } from 'mongoose';
import { modelFactory } from '../storage/index.ts';
import type { XapiVersion } from '../http/exchange.ts';
import { leaseField, type LeaseHolder } from '../storage/lease.ts';
import type { TargetFilter } from './filter.ts';

/** A secret as it lies in the store: encrypted. */
export interface SealedSecret {
  iv: string;
  data: string;
}

/** What a target said when it did not take what it was sent. */
export interface LastReply {
  status: number;
  message: string;
  at: Date;
}

/** A record store elsewhere that is told what ours is told. */
export interface DeliveryTarget {
  /** Its name: the endpoint, unless it was given another. */
  _id: string;
  endpoint: string;
  key: string;
  secret: SealedSecret;
  version: XapiVersion;
  filter: TargetFilter;
  pseudonymise: boolean;
  state: 'running' | 'paused';
  /** Position of the last statement that is settled; absent: none is. */
  cursor?: string;
  createdAt: Date;
  /** When it may next be tried. */
  due: Date;
  /** Who serves it, and until when nobody else may. */
  lease?: LeaseHolder;
  /** Failed tries since the last success. */
  tries: number;
  lastReply?: LastReply;
  /** Since it was added: statements that it took, and tries that failed. */
  sent: number;
  failed: number;
}

const reply = { status: Number, message: String, at: Date };
const required = true;

const schema = new Schema<DeliveryTarget>(
  {
    _id: String,
    endpoint: { type: String, required },
    key: { type: String, required },
    secret: { type: { iv: String, data: String }, required, _id: false },
    version: { type: String, required },
    filter: { type: Schema.Types.Mixed, required },
    pseudonymise: { type: Boolean, required },
    state: { type: String, required },
    cursor: String,
    createdAt: { type: Date, required },
    due: { type: Date, required },
    lease: leaseField,
    tries: { type: Number, required },
    lastReply: { type: reply, _id: false },
    sent: { type: Number, required },
    failed: { type: Number, required },
  },
  { versionKey: false, minimize: false },
);
// A school has a handful: read by _id or whole. No shard key: never sharded.

export const deliveryTargetModel = modelFactory<DeliveryTarget>('DeliveryTarget', schema, 'deliveryTargets');
