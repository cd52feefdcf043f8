import { modelFactory } from '@chuyen-de/xapi/storage';
import type { ItemRef } from '@chuyen-de/contracts';
import { Schema, type Types } from 'mongoose';

/** A resource link: one placement of an item in a course. @see LTI 1.3 §5.3.5 */
export interface Link {
  _id: Types.ObjectId;
  platformId: string;
  deploymentId: string;
  /** The platform's own id of the link. */
  linkId: string;
  title?: string;
  /** Our context document. */
  context?: Types.ObjectId;
  item?: ItemRef;
  /** Assignment and Grade Services as the last launch offered them. @see LTI AGS 2.0 §3.1 */
  ags?: { lineItem?: string; lineItems?: string; scope: string[] };
}

const schema = new Schema<Link>(
  {
    platformId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    linkId: { type: String, required: true },
    title: String,
    context: Schema.Types.ObjectId,
    item: { type: { kind: String, code: String }, _id: false },
    ags: { type: { lineItem: String, lineItems: String, scope: [String] }, _id: false },
  },
  { versionKey: false },
);
// Found by what a launch carries. Shard key: the same.
schema.index({ platformId: 1, deploymentId: 1, linkId: 1 }, { unique: true });
// Links of other deployments that have the same id.
schema.index({ linkId: 1, platformId: 1 });
// What a course has.
schema.index({ context: 1 });

export const linkModel = modelFactory<Link>('Link', schema, 'links');
