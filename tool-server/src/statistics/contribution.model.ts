import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** What one answered question brings into the figures: its revision, its points, and for which responses it counts. */
export type CountedPlace = [question: string, points: number, maximum: number, responses: string[]];

/**
 * What an attempt brings into the figures of its questions, as it was at one of its changes: never changed, so that a
 * batch that broke off adds the same again. A later change of the attempt brings another one, which replaces this.
 */
export interface Contribution {
  /** The attempt's id and the number of its change. */
  _id: string;
  attemptId: string;
  change: number;
  /** Absent once they were removed. */
  personId?: string;
  linkId: string;
  examCode: string;
  contextId?: string;
  platformId: string;
  closedAt?: Date;
  /** Somebody's first attempt at the exam at this link; whoever tries again has seen questions before. */
  first: boolean;
  /** `CountedPlace[]` as JSON, which is packed and read in a tenth of the time; empty: the attempt counts no longer. */
  places: string;
  /** It was not taken up into the figures yet. */
  pending?: true;
  /** The batch with which it was. */
  counted?: number;
  /** The batch before which it was told anew: what one of before says of it is no longer so. */
  since: number;
  /** Its learner was removed: it is to be taken out again. */
  gone?: true;
}

const schema = new Schema<Contribution>(
  {
    _id: String,
    attemptId: { type: String, required: true },
    change: { type: Number, required: true },
    personId: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    contextId: String,
    platformId: { type: String, required: true },
    closedAt: Date,
    first: { type: Boolean, required: true },
    places: { type: String, required: true },
    pending: Boolean,
    counted: Number,
    since: { type: Number, required: true },
    gone: Boolean,
  },
  { versionKey: false },
);
// What is to be taken up, and to be taken out. Shard key: _id (hashed).
schema.index({ pending: 1 }, { sparse: true });
schema.index({ gone: 1 }, { sparse: true });
// What an attempt brought before.
schema.index({ attemptId: 1 });
// What is held of a person.
schema.index({ personId: 1 }, { sparse: true });

export const contributionModel = modelFactory<Contribution>('Contribution', schema, 'contributions');
