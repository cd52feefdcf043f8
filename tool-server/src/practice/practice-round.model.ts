import { modelFactory } from '@chuyen-de/xapi/storage';
import type { LanguageMap, Level } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { Schema } from 'mongoose';
import type { PaperSlot } from '../exams/index.ts';
import { owedSchema, type Owed } from '../storage/index.ts';

/** What was answered first, and whether it was right. */
export interface PracticeAnswer {
  response: QuestionResponse;
  /** How much of the question's points it earns, 0 to 1. */
  fraction: number;
  at: Date;
}

/** The self-check whose questions a round asks. */
interface RoundCheck {
  /** Among the materials of its topic. */
  material: string;
  title: string;
  /** Of the topic: a later one may ask something else. */
  revision: number;
  /** How many of its questions have to be right. */
  needed: number;
}

/** A round of practice: questions of a topic, each told as soon as it is answered. It counts nowhere. */
export interface PracticeRound {
  _id: string;
  /** xAPI's `registration`: one per round. */
  registration: string;
  personId: string;
  platformId: string;
  contextId?: string;
  linkId?: string;
  topicCode: string;
  topicTitle: LanguageMap;
  level?: Level;
  check?: RoundCheck;
  /** Played by somebody who teaches the course, or by a test student of the LMS. */
  trial?: true;
  startedAt: Date;
  paper: PaperSlot[];
  answers: Record<string, PracticeAnswer>;
  owed: Owed[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<PracticeRound>(
  {
    _id: String,
    registration: { type: String, required: true },
    personId: { type: String, required: true },
    platformId: { type: String, required: true },
    contextId: String,
    linkId: String,
    topicCode: { type: String, required: true },
    topicTitle: { type: Mixed, required: true },
    level: String,
    check: Mixed,
    trial: Boolean,
    startedAt: { type: Date, required: true },
    paper: { type: Mixed, required: true },
    answers: { type: Mixed, required: true },
    owed: [owedSchema],
  },
  { versionKey: false, minimize: false, shardKey: { _id: 1 } },
);
// Read by _id with each answer; the newest of a person's rounds at a topic.
schema.index({ personId: 1, topicCode: 1, startedAt: -1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const practiceRoundModel = modelFactory<PracticeRound>('PracticeRound', schema, 'practiceRounds');
