import { z } from 'zod';
import { CorrectionKind } from './correction-kind.ts';
import { Code, LanguageMap, Level, QuestionType } from './vocabulary.ts';

/** Which attempts figures are of: the first of each person, or all. */
export const CountedAttempts = z.enum(['first', 'all']);
export type CountedAttempts = z.infer<typeof CountedAttempts>;

/**
 * Whether a question should be looked at again, by how well it tells people apart; `too-few`: as yet that would be
 * little more than chance.
 */
export const QuestionCheck = z.enum(['very-likely', 'likely', 'unlikely', 'too-few']);
export type QuestionCheck = z.infer<typeof QuestionCheck>;

/** What comes first: what should be looked at again, or what is hardest. */
export const QuestionOrder = z.enum(['check', 'hardest']);
export type QuestionOrder = z.infer<typeof QuestionOrder>;

/** `GET /api/exams/:code/questions` */
export const QuestionFiguresQuery = z.object({
  attempts: CountedAttempts.default('first'),
  order: QuestionOrder.default('check'),
  /** Counted from 1. */
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** `GET /api/exams/:code/questions.csv` */
export const QuestionFileQuery = z.object({ attempts: CountedAttempts.default('first') });

/** In which a number lies with a confidence of 95 %. */
const Interval = z.tuple([z.number(), z.number()]).nullable();

/** The figures of a question; null where they cannot be told. */
export const QuestionFigures = z.strictObject({
  code: Code,
  revision: z.int(),
  topic: z.string(),
  level: Level,
  type: QuestionType,
  stem: LanguageMap,
  /** Attempts in which it was asked; and in how many of them nothing was answered. */
  n: z.int(),
  blank: z.int(),
  /** Mean share of the points, 0–1. */
  facility: z.number().nullable(),
  facilityInterval: Interval,
  /** Correlation with the rest of the paper, −1 to 1. */
  discrimination: z.number().nullable(),
  discriminationInterval: Interval,
  /** Covariance with the rest, as a share of the greatest that there could be. */
  efficiency: z.number().nullable(),
  /** How much it counts for the order of people, in shares of all; null where papers differ, or it tells nothing. */
  weight: z.number().nullable(),
  check: QuestionCheck,
  /** Present where it was corrected after it had been asked: how last. */
  corrected: CorrectionKind.optional(),
  /**
   * Where answers could be tried several times, all figures are of the first try: of so many, how many were right in the
   * end.
   */
  inTheEnd: z.strictObject({ right: z.int(), of: z.int() }).optional(),
  /** How many gave each kind of response; `text` is absent where pages have words for the id. */
  responses: z.array(
    z.strictObject({
      id: z.string(),
      text: LanguageMap.optional(),
      isKey: z.boolean(),
      count: z.int(),
    }),
  ),
});
export type QuestionFigures = z.infer<typeof QuestionFigures>;

/** Answer of `GET /api/exams/:code/questions`: the figures of an exam's questions at a link. */
export const ExamQuestions = z.strictObject({
  title: LanguageMap,
  contextTitle: z.string().nullable(),
  attempts: CountedAttempts,
  /** Whether all attempts of before have been counted. */
  isComplete: z.boolean(),
  /** Figures of the paper as a whole; shares of all points, 0–1. */
  paper: z.strictObject({
    n: z.int(),
    mean: z.number().nullable(),
    deviation: z.number().nullable(),
    /** Coefficient of internal consistency; null where papers differ. */
    consistency: z.number().nullable(),
    /** How much of the standard deviation is chance; and that deviation of chance, as a share of all points. */
    errorRatio: z.number().nullable(),
    error: z.number().nullable(),
  }),
  /** Questions that were asked; how many of them should very likely be looked at again, and likely. */
  found: z.int(),
  toCheck: z.strictObject({ veryLikely: z.int(), likely: z.int() }),
  page: z.int(),
  pages: z.int(),
  questions: z.array(QuestionFigures),
});
export type ExamQuestions = z.infer<typeof ExamQuestions>;
