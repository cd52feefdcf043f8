import { z } from 'zod';
import { ReviewSettings } from './programme-files.ts';
import { Code, LanguageMap } from './vocabulary.ts';

/** A score as every screen shows it. */
export const Score = z.strictObject({
  /** Points reached, and points that could be reached. */
  given: z.number(),
  maximum: z.number(),
  /** On the scale 0–10, one decimal. */
  outOfTen: z.number(),
  passed: z.boolean(),
});
export type Score = z.infer<typeof Score>;

export const AttemptState = z.enum(['open', 'closed']);

/** Who or what ended an attempt. */
export const ClosedBy = z.enum(['learner', 'time']);

export const AttemptSummary = z.strictObject({
  id: z.string(),
  number: z.int(),
  state: AttemptState,
  startedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** False until no answer can change it any more, nor what it tells be used elsewhere: then it has a score. */
  settled: z.boolean(),
  score: Score.nullable(),
});
export type AttemptSummary = z.infer<typeof AttemptSummary>;

/** More time or attempts for one person in one exam, set by a lecturer. */
export const Accommodation = z.strictObject({
  /** 1.5: half as much time again. */
  timeMultiplier: z.number().min(1).max(5),
  extraAttempts: z.int().min(0).max(20),
});
export type Accommodation = z.infer<typeof Accommodation>;

/** `GET /api/exams/:code`: the page before the exam. */
export const ExamStart = z.strictObject({
  code: Code,
  title: LanguageMap,
  summary: LanguageMap,
  questionCount: z.int(),
  topics: z.array(z.strictObject({ code: Code, title: LanguageMap, count: z.int() })),
  /** Minutes for this person, accommodation included. */
  minutes: z.number(),
  /** Present when this person has one. */
  accommodation: Accommodation.nullable(),
  /** Attempts this person may make; null: no limit. */
  attemptsAllowed: z.int().nullable(),
  attempts: z.array(AttemptSummary),
  grading: z.enum(['highest', 'average', 'first', 'last']),
  passMark: z.number(),
  outageMinutes: z.int(),
  review: ReviewSettings,
  /** The score that counts so far. */
  counts: Score.nullable(),
  serverNow: z.iso.datetime(),
});
export type ExamStart = z.infer<typeof ExamStart>;
