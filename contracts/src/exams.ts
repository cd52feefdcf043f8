import { z } from 'zod';
import { SittingChoice } from './sittings.ts';
import { Behaviour, ReviewSettings } from './programme-files.ts';
import { Code, freeText, LanguageMap } from './vocabulary.ts';

/** How often an answer may be tried, and what each further try costs, in per cent of what the question is worth. */
export const TriesTerms = z.strictObject({ most: z.int(), penalty: z.int() });
export type TriesTerms = z.infer<typeof TriesTerms>;

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
  /**
   * False until no answer can change it any more, nor what it tells be used elsewhere. Then it has a score, unless
   * answers wait for a person to mark them.
   */
  settled: z.boolean(),
  /** Null while there is none, or while its learner is not to see it. */
  score: Score.nullable(),
  /** There is a score, which is not shown now. */
  scoreShut: z.literal(true).optional(),
});
export type AttemptSummary = z.infer<typeof AttemptSummary>;

/** What one person has in one exam that others have not, set by a lecturer. */
export const Accommodation = z.strictObject({
  /** 1.5: half as much time again. */
  timeMultiplier: z.number().min(1).max(5),
  extraAttempts: z.int().min(0).max(20),
  /** In place of the exam's minutes. */
  minutes: z.number().min(1).max(1_440).optional(),
  /** The person may begin from then on, and not after; a begun attempt is due at `closesAt` at the latest. */
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** From whatever address, where the exam names some. */
  anywhere: z.literal(true).optional(),
});
export type Accommodation = z.infer<typeof Accommodation>;

/** What can be wrong with an accommodation that is well-formed. */
export const AccommodationField = Accommodation.keyof();
export type AccommodationField = z.infer<typeof AccommodationField>;

/** Why something was done to the time of an exam, as its ledger keeps it. */
export const DeedReason = freeText(3, 500);

/** `PUT /api/exams/:code/accommodations/:personId`, in place of the former one. Answers `Accommodation`. */
export const GiveAccommodation = z.strictObject({ ...Accommodation.shape, reason: DeedReason });
export type GiveAccommodation = z.infer<typeof GiveAccommodation>;

/** An attempt as those who look after the class see it; one that was removed counts nowhere and stays listed with the reason. */
export const SupervisedAttempt = z.strictObject({
  id: z.string(),
  number: z.int(),
  state: z.enum(['open', 'closed', 'removed']),
  /** Made by somebody who teaches, or by a test student of the LMS: it counts nowhere. */
  trial: z.boolean(),
  startedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  score: Score.nullable(),
  removed: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Sat on paper, and entered by somebody. */
  onPaper: z.boolean(),
  can: z.strictObject({ remove: z.boolean() }),
});
export type SupervisedAttempt = z.infer<typeof SupervisedAttempt>;

/** `GET /api/exams/:code/people/:personId/attempts`. */
export const SupervisedAttempts = z.strictObject({ attempts: z.array(SupervisedAttempt) });
export type SupervisedAttempts = z.infer<typeof SupervisedAttempts>;

export const PersonAttempts = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string().nullable() }),
  attempts: z.array(SupervisedAttempt),
});
export type PersonAttempts = z.infer<typeof PersonAttempts>;

/** `GET /api/exams/:code/trials`: attempts that count nowhere, by person. */
export const ExamTrials = z.strictObject({ people: z.array(PersonAttempts) });
export type ExamTrials = z.infer<typeof ExamTrials>;

/** `POST /api/exams/:code/attempts/:id/removal`: its learner may make it anew. Answers `SupervisedAttempt`. */
export const RemoveAttempt = z.strictObject({ reason: freeText(3, 500) });
export type RemoveAttempt = z.infer<typeof RemoveAttempt>;

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
  /** What this person does here counts nowhere: they teach the course, or are a test student of the LMS. */
  trial: z.boolean(),
  grading: z.enum(['highest', 'average', 'first', 'last']),
  /** Absent: all questions are marked at the end. */
  behaviour: Behaviour.optional(),
  /** Where answers may be tried several times. */
  tries: TriesTerms.optional(),
  /** Of each answer it is said how certain it is, which weighs what it earns. */
  certainty: z.literal(true).optional(),
  passMark: z.number(),
  outageMinutes: z.int(),
  review: ReviewSettings,
  /** Between which times this person may begin, and by when they have to end; absent: no limit. */
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** This person types a password before they begin. */
  passwordAsked: z.literal(true).optional(),
  /** This person begins it from certain addresses alone. */
  placeBound: z.literal(true).optional(),
  /** Where the exam is sat in sittings: an attempt begins with the code of one's own. */
  sitting: SittingChoice.optional(),
  /** The score that counts so far; null where there is none, or some of what it is made of is not shown now. */
  counts: Score.nullable(),
  serverNow: z.iso.datetime(),
});
export type ExamStart = z.infer<typeof ExamStart>;
