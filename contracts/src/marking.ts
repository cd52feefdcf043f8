import { boundedRecord, OptionId, reviewedQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { Code, freeText, LanguageMap } from './vocabulary.ts';

const Points = z.number().min(0).max(1_000).multipleOf(0.01);

/** `GET /api/exams/:code/marking`: what a person has to mark at a link, by question. */
export const MarkingOverview = z.strictObject({
  title: LanguageMap,
  questions: z.array(z.strictObject({ code: Code, stem: LanguageMap, waiting: z.int(), marked: z.int() })),
});
export type MarkingOverview = z.infer<typeof MarkingOverview>;

/** How somebody has marked an answer, once. */
export const Marking = z.strictObject({
  /** Null: the LMS shares no name, or they are gone. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
  points: z.number(),
  /** By criterion, in the rubric's own points; null: as a whole. */
  criteria: z.record(z.string(), z.number()).nullable(),
  comment: z.string().nullable(),
  /** Why it was marked again. */
  reason: z.string().nullable(),
});
export type Marking = z.infer<typeof Marking>;

/** An answer as those see it who mark: nothing says whose it is. */
export const AnswerToMark = z.strictObject({
  attempt: z.string(),
  /** With the answer, and the key of its type: what markers go by. `maximum`: what it is worth. */
  question: reviewedQuestion({
    slot: z.int(),
    code: Code,
    stem: LanguageMap,
    maximum: z.number().positive(),
  }),
  /** Empty: points are given as a whole. */
  criteria: z.array(
    z.strictObject({
      id: OptionId,
      title: LanguageMap,
      description: LanguageMap.optional(),
      points: z.number().positive(),
    }),
  ),
  /** Oldest first; the last one counts. Whoever marks says how many they know. */
  markings: z.array(Marking),
  can: z.strictObject({ mark: z.boolean() }),
});
export type AnswerToMark = z.infer<typeof AnswerToMark>;

/** Query of `GET /api/exams/:code/marking/:question/next`: the one to leave for later. */
export const NextToMarkQuery = z.object({ after: z.string().max(100).default('') });

/** `GET /api/exams/:code/marking/:question/next`: an answer that waits and that nobody else has before them. */
export const NextToMark = z.strictObject({
  answer: AnswerToMark.nullable(),
  /** How many wait, those among them that others have before them. */
  waiting: z.int(),
});
export type NextToMark = z.infer<typeof NextToMark>;

/** Query of `GET /api/exams/:code/marking/:question/marked`. */
export const MarkedAnswersQuery = z.object({
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

/** `GET /api/exams/:code/marking/:question/marked`: answers that a person has marked, a page of them. */
export const MarkedAnswers = z.strictObject({
  answers: z.array(
    z.strictObject({
      attempt: z.string(),
      points: z.number(),
      maximum: z.number(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
      /** How often it was marked. */
      times: z.int(),
    }),
  ),
  count: z.int(),
  page: z.int(),
  pages: z.int(),
});
export type MarkedAnswers = z.infer<typeof MarkedAnswers>;

/**
 * `PUT /api/exams/:code/marking/:question/answers/:attempt`: by criterion where there is a rubric, else as a whole.
 * Answers `AnswerToMark`. Where somebody has marked it since, nothing is stored: `marked_since` says who, and how.
 */
export const MarkAnswer = z.strictObject({
  /** How many markings the sender knows of: a newer one is never replaced unseen. */
  known: z.int().min(0).max(10_000),
  points: Points.optional(),
  criteria: boundedRecord(OptionId, Points, 20).optional(),
  comment: freeText(0, 4_000).optional(),
  /** Wanted where it has been marked before. */
  reason: freeText(3, 500).optional(),
});
export type MarkAnswer = z.infer<typeof MarkAnswer>;
