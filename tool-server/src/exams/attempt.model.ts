import { modelFactory } from '@chuyen-de/xapi/storage';
import type { Certainty, ExamFile, LanguageMap, Score } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { Schema } from 'mongoose';
import { owedSchema, type Owed } from '../storage/index.ts';
import type { PaperSlot } from './draw.rules.ts';
import type { SlotResults } from './results.rules.ts';
import type { TopicScore } from './scoring.rules.ts';
import type { TryTerms } from './tries.rules.ts';

/** What is stored for a slot. */
export interface StoredAnswer {
  seq: number;
  /** When the device logged it, by its estimate of the server's clock, in milliseconds. */
  at: number;
  response: QuestionResponse;
  flagged: boolean;
  /** How certain its learner is, where they said so. */
  certainty?: Certainty;
  savedAt: Date;
  /** Logged before the end and replayed after it. */
  late?: true;
}

export type StoredAnswers = Record<string, StoredAnswer>;

/** An answer that was checked while its attempt was open: where it may be tried several times, each try. */
interface AnswerStep {
  at: Date;
  /** That of the answer. */
  seq: number;
  response: QuestionResponse;
  /** How much of it was right by the key of then, 0 to 1, and what it earned, the tries before it considered. */
  fraction: number;
  points: number;
}

/** How a person has marked an answer, once: the last time counts, and those before stay. */
export interface AnswerMarking {
  /** The person, by id. */
  by: string;
  at: Date;
  /** Of those that the place is worth. */
  points: number;
  /** By criterion of the rubric, in its own points; absent: there is none. */
  criteria?: Record<string, number>;
  comment?: string;
  /** Why it was marked again. */
  reason?: string;
}

/** One attempt, whole: every change to it is one conditional update of this document. */
export interface Attempt {
  _id: string;
  /** xAPI's `registration`: one per attempt. */
  registration: string;
  personId: string;
  platformId: string;
  contextId?: string;
  linkId: string;
  examCode: string;
  /** The exam's terms when the attempt started. */
  exam: {
    revision: number;
    title: LanguageMap;
    passMark: number;
    grading: ExamFile['grading'];
    review: ExamFile['review'];
    minutes: number;
    outageMinutes: number;
    /** Absent: all questions are marked at the end. */
    behaviour?: ExamFile['behaviour'];
    /** Where answers may be tried several times. */
    tries?: TryTerms;
    /** Absent: it does not close. */
    closesAt?: string;
  };
  /** Where the exam is sat in sittings: the one that its learner was in, with when that closed. */
  sitting?: { id: string; name: string; closesAt?: string };
  number: number;
  seed: string;
  /** Of a fixed paper its code; the seed has chosen it. */
  paperCode?: string;
  /**
   * Sat on paper, and entered by somebody from a line of a file; `digest` tells equal works. `mark`: on the scale 0–10, where
   * its answers are not known.
   */
  onPaper?: { import: string; line: number; by: string; at: Date; digest: string; mark?: number };
  state: 'open' | 'closed' | 'marked' | 'removed';
  /** Made by somebody who teaches the course, or by a test student of the LMS: it counts nowhere. */
  trial?: true;
  /** By whom it was taken out of all that counts, when and why. */
  removed?: { by: string; at: Date; reason: string };
  startedAt: Date;
  /**
   * What `clockOf` derives of what was done to its time, so that it can be searched for: brought up to date by what
   * deeds owe, and never later than what follows.
   */
  dueAt: Date;
  /** Its clock stands since then. */
  pausedAt?: Date | undefined;
  /** Who holds it. */
  device: { id: string; since: Date };
  /** When devices last brought their answers; of those that never did, when they took the attempt up. */
  devices?: Record<string, Date>;
  paper: PaperSlot[];
  answers: StoredAnswers;
  /** By slot, in their order; apart from the answers, which each save replaces. */
  steps?: Record<string, AnswerStep[]>;
  /** Rises with each change, so that a change computed from what was read can tell whether it still holds. */
  change: number;
  replayedLate: number;
  /** Devices whose answers of an outage have come. */
  lateFrom?: string[];
  closedAt?: Date;
  closedBy?: 'learner' | 'time';
  /** No answer can come any more: the learner has submitted, or the answers of the outage have come. */
  answersFinal?: boolean;
  /** While it has ended and is not settled: when to look whether it can be. */
  settleDue?: Date;
  /** It could not be ended or settled: why, how often it was tried, and until when it is left alone. */
  aside?: { reason: string; tries: number; until: Date };
  /** Present from then on, as are the results: they are made when nothing that they tell can be used any more. */
  settledAt?: Date;
  results?: SlotResults;
  /** By slot, oldest first: how people have marked answers. */
  markings?: Record<string, AnswerMarking[]>;
  /** Questions with an answer that waits for a person, and those with one that a person has marked: see `markingKey`. */
  awaits?: string[];
  markedByHand?: string[];
  /** Present once every place of the paper has its result. */
  score?: Score;
  topicsScore?: TopicScore[];
  /**
   * Corrections of its questions have changed its score after that was told: when the last one did, how the score was
   * at first, and by which owed work it is told now. `by` where it was not a correction.
   */
  corrected?: { at: Date; before?: Score; told: string; by?: 'late-answers' };
  /** Files of answers that came after the allowance and count by somebody's decision, by their ids. */
  takenIn?: Record<string, { by: string; at: Date; reason: string; answers: number }>;
  receipt?: string;
  /** Receipts of before answers of an outage came, with how many were answered then. */
  formerReceipts?: { code: string; answered: number }[];
  owed: Owed[];
}

export type EndedAttempt = Attempt & Required<Pick<Attempt, 'closedAt' | 'closedBy' | 'receipt'>>;
export type MarkedAttempt = EndedAttempt &
  Required<Pick<Attempt, 'settledAt' | 'results' | 'score' | 'topicsScore'>>;

/** Trials count nowhere. */
export const COUNTING = { trial: { $ne: true as const } };

const { Mixed } = Schema.Types;
const schema = new Schema<Attempt>(
  {
    _id: String,
    registration: { type: String, required: true },
    personId: { type: String, required: true },
    platformId: { type: String, required: true },
    contextId: String,
    linkId: { type: String, required: true },
    examCode: { type: String, required: true },
    exam: { type: Mixed, required: true },
    number: { type: Number, required: true },
    seed: { type: String, required: true },
    sitting: Mixed,
    paperCode: String,
    state: { type: String, enum: ['open', 'closed', 'marked', 'removed'], required: true },
    onPaper: Mixed,
    trial: Boolean,
    removed: Mixed,
    startedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    pausedAt: Date,
    device: { type: Mixed, required: true },
    devices: Mixed,
    paper: { type: Mixed, required: true },
    answers: { type: Mixed, required: true },
    steps: Mixed,
    change: { type: Number, required: true },
    replayedLate: { type: Number, required: true },
    closedAt: Date,
    closedBy: { type: String, enum: ['learner', 'time'] },
    answersFinal: Boolean,
    lateFrom: { type: [String], default: undefined },
    settleDue: Date,
    aside: Mixed,
    settledAt: Date,
    results: Mixed,
    markings: Mixed,
    awaits: { type: [String], default: undefined },
    markedByHand: { type: [String], default: undefined },
    score: Mixed,
    topicsScore: Mixed,
    corrected: Mixed,
    takenIn: Mixed,
    receipt: String,
    formerReceipts: Mixed,
    owed: [owedSchema],
  },
  { versionKey: false, minimize: false, shardKey: { personId: 1 } },
);
// Read by _id on every save and submission.
// A person's attempts at an exam through a link, and no number twice.
schema.index({ personId: 1, examCode: 1, linkId: 1, number: 1 }, { unique: true });
// At most one of them open, whatever happens at once.
schema.index(
  { personId: 1, examCode: 1, linkId: 1 },
  { unique: true, partialFilterExpression: { state: 'open' }, name: 'one_open_attempt' },
);
// The sweeper: open attempts whose time is up.
schema.index({ state: 1, dueAt: 1 });
// The sweeper: ended attempts that may be settled.
schema.index({ settleDue: 1 }, { sparse: true });
// The queue of those who mark.
schema.index({ awaits: 1 }, { sparse: true });
schema.index({ markedByHand: 1 }, { sparse: true });
// Who checks a receipt.
schema.index({ receipt: 1 }, { sparse: true });
schema.index({ 'formerReceipts.code': 1 }, { sparse: true });
// How many are set aside.
schema.index({ 'aside.until': 1 }, { sparse: true });
// The class view and the gradebook.
schema.index({ linkId: 1 });
// The worker for owed work.
schema.index({ 'owed.due': 1 });

export const attemptModel = modelFactory<Attempt>('Attempt', schema, 'attempts');
