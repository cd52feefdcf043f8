import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Scope, ToolRole } from '@chuyen-de/contracts';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';

/** That somebody was granted a role of the tool: kept when it has ended, for who had what when. */
export interface RoleGrant {
  _id: string;
  personId: string;
  /** The LMS of the person. */
  platformId: string;
  role: ToolRole;
  scope: Scope;
  /** `person:ID`, or `administration` for a command. */
  grantedBy: string;
  grantedAt: Date;
  /** From then on it holds no more; null: until it is revoked. */
  until: Date | null;
  reason: string;
  revoked: { by: string; at: Date; reason: string } | null;
  /** What is granted to whom where, while it is not revoked: nobody holds the same twice. */
  holding?: string;
  changedAt: Date;
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<RoleGrant>(
  {
    _id: String,
    personId: { type: String, required: true },
    platformId: { type: String, required: true },
    role: { type: String, required: true },
    scope: { type: Mixed, required: true },
    grantedBy: { type: String, required: true },
    grantedAt: { type: Date, required: true },
    until: { type: Date, default: null },
    reason: { type: String, required: true },
    revoked: { type: Mixed, default: null },
    holding: String,
    changedAt: { type: Date, required: true },
    owed: { type: [owedSchema], default: [] },
  },
  { versionKey: false, minimize: false },
);
schema.index({ holding: 1 }, { unique: true, sparse: true });
// Each process's look for what has changed.
schema.index({ changedAt: 1 });
// The lists of an LMS and of a person. A handful for each: not sharded.
schema.index({ platformId: 1, grantedAt: -1 });
schema.index({ personId: 1 });
// The worker's look for due work.
schema.index({ 'owed.due': 1 });

export const roleGrantModel = modelFactory<RoleGrant>('RoleGrant', schema, 'roleGrants');
