import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import type { SeenMaterial } from './evidence.rules.ts';
import { owedSchema, type Owed } from '../storage/index.ts';

/** What a person has read of a topic. */
export interface Progress {
  _id: string;
  /** xAPI's `registration`: one per person and topic. */
  registration: string;
  personId: string;
  topicCode: string;
  platformId: string;
  /** Course and link through which the topic was first read. */
  contextId?: string;
  linkId?: string;
  /** Links through which it was read as a learner: where a link has a column, its share read is a grade. */
  linkIds?: string[];
  /** Courses in which it was read as a learner; absent in progress of earlier releases. */
  contextIds?: string[];
  /** What was seen of materials, by their ids; absent where there was nothing. */
  materials?: Record<string, SeenMaterial>;
  /** Sections read and materials seen, in the order in which they were. */
  read: string[];
  seconds: number;
  startedAt: Date;
  reportedAt: Date;
  completedAt?: Date;
  /** Rises with each change, so that two tabs cannot both decide from what they read. */
  change: number;
  owed: Owed[];
}

export const progressId = (personId: string, topicCode: string): string => `${personId} ${topicCode}`;

const schema = new Schema<Progress>(
  {
    _id: String,
    registration: { type: String, required: true },
    personId: { type: String, required: true },
    topicCode: { type: String, required: true },
    platformId: { type: String, required: true },
    contextId: String,
    linkId: String,
    linkIds: { type: [String], default: undefined },
    contextIds: { type: [String], default: undefined },
    materials: Schema.Types.Mixed,
    read: { type: [String], required: true },
    seconds: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    reportedAt: { type: Date, required: true },
    completedAt: Date,
    change: { type: Number, required: true },
    owed: [owedSchema],
  },
  { versionKey: false, minimize: false, shardKey: { _id: 1 } },
);
// Read by _id, which is person and topic.
// The class view: who has read how much of a topic.
schema.index({ topicCode: 1, platformId: 1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const progressModel = modelFactory<Progress>('Progress', schema, 'progress');
