import { LoggedResponse, QuestionResponse, reviewedQuestion, shownQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { CorrectionKind } from './correction-kind.ts';
import { AttemptState, ClosedBy, Score, TriesTerms } from './exams.ts';
import { PaperCode } from './paper-codes.ts';
import { REVIEW_PARTS } from './review-parts.ts';
import { CitedClause } from './topics.ts';
import { boundedList, Code, Fraction, LanguageMap } from './vocabulary.ts';

/** How certain somebody is of an answer: C=1, C=2, C=3. @see Gardner-Medwin, "Confidence-based marking" */
const Certainty = z.literal([1, 2, 3]);
export type Certainty = z.infer<typeof Certainty>;

/**
 * The state of one slot as a device logged it. `seq` is the device's estimate of the server's clock in
 * milliseconds, made strictly rising (a hybrid logical clock), so that of two devices the later tap wins;
 * an older `seq` never overwrites a newer one and replays are harmless. `at` is the estimate itself.
 */
export const LoggedAnswer = z.strictObject({
  slot: z.int().min(1).max(500),
  seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  at: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** A blank one for a withdrawn answer. */
  response: LoggedResponse,
  flagged: z.boolean(),
  /** How certain its learner is, where that counts; absent: the least. */
  certainty: Certainty.optional(),
});
export type LoggedAnswer = z.infer<typeof LoggedAnswer>;

/** Identifier that a browser tab gives itself; the newest to open an attempt holds it. */
export const DeviceId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

/** `POST /api/exams/:code/attempts`: starts an attempt, or takes up the open one. Answers `LearnerAttempt`. */
export const StartAttempt = z.strictObject({
  device: DeviceId,
  /** Where the exam asks for one, and no attempt is open. As it was typed. */
  password: z.string().max(500).optional(),
  /** Where the exam is sat in sittings. As it was typed. */
  joinCode: z.string().max(100).optional(),
});

/** `PUT /api/attempts/:id/device`: this device takes the attempt over. Answers `LearnerAttempt`. */
export const TakeOverAttempt = z.strictObject({ device: DeviceId });

/** `PATCH /api/attempts/:id/answers`. */
export const SaveAnswers = z.strictObject({
  device: DeviceId,
  answers: boundedList(LoggedAnswer, 500, 1),
});

/** When an attempt is due. While it is paused its clock stands: what was left at `pausedAt` is left until it goes on. */
const AttemptClock = { dueAt: z.iso.datetime(), pausedAt: z.iso.datetime().optional() };

/** `GET /api/attempts/:id/clock`, and what the events of `GET /api/attempts/:id/clock/changes` carry. */
export const ClockTold = z.strictObject({
  ...AttemptClock,
  /** Why it is paused, in the words of whoever paused it. */
  reason: z.string().optional(),
  serverNow: z.iso.datetime(),
});
export type ClockTold = z.infer<typeof ClockTold>;

/** Answer of a save: everything listed is on disk. */
export const AnswersSaved = z.strictObject({
  savedAt: z.iso.datetime(),
  /** The newest sequence number now stored for each slot that was sent. */
  slots: z.array(z.strictObject({ slot: z.int(), seq: z.int() })),
  ...AttemptClock,
  serverNow: z.iso.datetime(),
});
export type AnswersSaved = z.infer<typeof AnswersSaved>;

/** `POST /api/attempts/:id/submit`: last unsent answers, then the end. Repeating it answers the same result. */
export const SubmitAttempt = z.strictObject({ device: DeviceId, answers: boundedList(LoggedAnswer, 500) });

/** What the exam's review settings allow now: each member belongs to a part of the review, and is absent without it. */
const ReviewedQuestion = reviewedQuestion({
  slot: z.int(),
  topic: Code,
  stem: LanguageMap,
  /** How much of it is right; where points are not told, of a part only that it is one. */
  fraction: Fraction.optional(),
  /** How certain its learner was; with the response. */
  certainty: Certainty.optional(),
  /** What it has earned; less than nothing for what was wrong and certain. */
  points: z.number().optional(),
  /** What it is worth; absent: one point. With `points`. */
  maximum: z.number().positive().optional(),
  /** What the person says who marked it; with `fraction`. By criterion of the rubric where key and points are told. */
  marking: z
    .strictObject({
      comment: z.string().nullable(),
      criteria: z
        .array(z.strictObject({ title: LanguageMap, given: z.number(), points: z.number() }))
        .nullable(),
    })
    .optional(),
  /**
   * With `response`, where it was tried more than once: what was tried, first to last, with how much of it was right where
   * `fraction` is told.
   */
  tries: z.array(z.strictObject({ response: QuestionResponse, fraction: Fraction.optional() })).optional(),
  /** With `response`: the hints that were told, in their order. */
  hints: z.array(LanguageMap).optional(),
  /** While the attempt is open: how often the answer may still be tried; absent: it stands. */
  triesLeft: z.int().positive().optional(),
  /** With `triesLeft`: the parts of the answer that are right, as the question's page knows them. */
  rightParts: z.array(z.string()).optional(),
  explanation: LanguageMap.optional(),
  source: CitedClause.optional(),
  /** It counts for nobody. */
  dropped: z.literal(true).optional(),
  /** It was corrected after it had been asked; why is told with the key. */
  corrected: z
    .strictObject({ kind: CorrectionKind, at: z.iso.datetime(), reason: z.string().optional() })
    .optional(),
});

/**
 * `POST /api/attempts/:id/checks`: checks an answer; where it may be tried several times, another answer than the one before
 * is a further try. Answers `CheckedAnswer`, the same however often the same is asked.
 */
export const CheckAnswer = z.strictObject({ device: DeviceId, answer: LoggedAnswer });

/** What is told of an answer that was checked: it stands, and a later one changes nothing, unless it may be tried again. */
export const CheckedAnswer = z.strictObject({
  checked: ReviewedQuestion,
  ...AttemptClock,
  serverNow: z.iso.datetime(),
});
export type CheckedAnswer = z.infer<typeof CheckedAnswer>;

/** An attempt as its learner may see it while it is open: no key, but of what was checked as the exam allows. */
export const LearnerAttempt = z.strictObject({
  id: z.string(),
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  number: z.int(),
  /** Of a fixed paper its code. */
  paperCode: PaperCode.optional(),
  state: AttemptState,
  startedAt: z.iso.datetime(),
  ...AttemptClock,
  outageMinutes: z.int(),
  /** Where answers may be tried several times. */
  tries: TriesTerms.optional(),
  /** Device that holds the attempt. */
  device: z.string(),
  /**
   * With what that device seals its log for a file that somebody carries, in base64url; absent from what an earlier
   * release has left on a device.
   */
  logSeal: z.string().optional(),
  /** `points`: what a question is worth; absent: one point. */
  questions: z.array(
    shownQuestion({
      slot: z.int(),
      stem: LanguageMap,
      points: z.number().positive().optional(),
      /** An answer to it may be checked. */
      checks: z.literal(true).optional(),
      /** It is to be said how certain an answer is. */
      certainty: z.literal(true).optional(),
    }),
  ),
  answers: z.array(
    z.strictObject({
      slot: z.int(),
      seq: z.int(),
      response: QuestionResponse,
      flagged: z.boolean(),
      certainty: Certainty.optional(),
    }),
  ),
  /** Answers that were checked; absent: none. */
  checked: z.array(ReviewedQuestion).optional(),
  serverNow: z.iso.datetime(),
});
export type LearnerAttempt = z.infer<typeof LearnerAttempt>;

/** `GET /api/attempts/:id/result`, and the answer of submitting. */
export const AttemptResult = z.strictObject({
  id: z.string(),
  exam: z.strictObject({ code: Code, title: LanguageMap, passMark: z.number() }),
  number: z.int(),
  paperCode: PaperCode.optional(),
  startedAt: z.iso.datetime(),
  closedAt: z.iso.datetime(),
  closedBy: ClosedBy,
  /** Proof of submission: short code the learner can quote. */
  receipt: z.string(),
  /** The same with what proves it: whoever has it can check it on a page of the tool, without a session. */
  receiptCode: z.string(),
  /** Null until the attempt is marked, and while `shows` does not say that marks are shown. */
  score: Score.nullable(),
  /** What of it may be seen now. Empty until it is marked. */
  shows: z.array(z.enum(REVIEW_PARTS)),
  /** What may be seen later, and from when on; by the parts' order. */
  later: z.array(z.strictObject({ part: z.enum(REVIEW_PARTS), from: z.iso.datetime() })),
  /** What is said about how the score is classified. */
  feedback: LanguageMap.optional(),
  /**
   * Present until it is settled: when it will be at the latest. Until then answers logged before the end may still
   * arrive, or the score could be used in another attempt of the learner. Submitting settles at once else.
   */
  scoreFrom: z.iso.datetime().optional(),
  answered: z.int(),
  /** Present while a settled attempt waits for a person: how many of its answers nobody has marked yet. */
  awaitsMarking: z.int().optional(),
  /** None until the attempt is marked; `right` is null while marks are not shown. */
  topics: z.array(
    z.strictObject({ code: Code, title: LanguageMap, right: z.int().nullable(), count: z.int() }),
  ),
  /**
   * Present where the score was worked out again: when that was last done, and how it was at first. By a correction of
   * questions, unless it says otherwise.
   */
  corrected: z
    .strictObject({
      at: z.iso.datetime(),
      before: Score.nullable(),
      by: z.literal('late-answers').optional(),
    })
    .optional(),
  /** Sat on paper, and entered by those who teach. */
  onPaper: z.literal(true).optional(),
  /** Answers that a device logged in time and replayed after the end. */
  replayedLate: z.int(),
  /** Null where the settings allow no review now, or the attempt is not marked. */
  review: z.array(ReviewedQuestion).nullable(),
  /**
   * Present while the review waits, at the latest until then: the attempt is not settled, or the learner has
   * another one under way in which a key of this one could be used.
   */
  reviewFrom: z.iso.datetime().optional(),
  /**
   * How the grade fares on its way to the LMS's gradebook; `left`: it has no place there, since its learner is no longer
   * in the course; null where the link has no grade.
   */
  grade: z.enum(['waiting', 'sent', 'refused', 'left']).nullable(),
  /** How many more attempts the learner may start; null where they are not limited. */
  attemptsLeft: z.int().nullable(),
});
export type AttemptResult = z.infer<typeof AttemptResult>;
