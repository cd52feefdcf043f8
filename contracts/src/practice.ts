import { LoggedResponse, reviewedQuestion, shownQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { CitedClause } from './topics.ts';
import { Code, Fraction, LanguageMap, Level } from './vocabulary.ts';

/** `GET /api/practice/:code`: what can be practised of a topic. */
export const PracticeStart = z.strictObject({
  topic: z.strictObject({ code: Code, title: LanguageMap }),
  /** Levels of which there are questions, and how many of each. */
  levels: z.array(z.strictObject({ level: Level, count: z.int() })),
  /** The round before, where one was played. */
  last: z.strictObject({ id: z.string(), right: z.int(), count: z.int(), wrong: z.int() }).nullable(),
});
export type PracticeStart = z.infer<typeof PracticeStart>;

/**
 * `POST /api/practice/:code/rounds`: questions of one level or of all, those of a round that went wrong, or those of a
 * self-check among the topic's materials, of which one that was begun goes on.
 */
export const StartPractice = z.strictObject({
  level: Level.optional(),
  wrongOf: z.string().max(100).optional(),
  check: z.string().max(100).optional(),
});

/** What is told of a question once it was answered, and not before. */
export const PracticeFeedback = reviewedQuestion({
  slot: z.int(),
  stem: LanguageMap,
  fraction: Fraction,
  explanation: LanguageMap.optional(),
  source: CitedClause.optional(),
});
export type PracticeFeedback = z.infer<typeof PracticeFeedback>;

/** Questions to practise, and what is told of those that were answered. */
export const PracticeRound = z.strictObject({
  id: z.string(),
  topic: z.strictObject({ code: Code, title: LanguageMap }),
  level: Level.nullable(),
  questions: z.array(shownQuestion({ slot: z.int(), stem: LanguageMap })),
  answered: z.array(PracticeFeedback),
  /** Slots that were answered and whose key is shut, as an exam has asked the same and does not show it now. */
  shut: z.array(z.int()),
  /** Of a self-check: which, how many have to be right, and whether they are. */
  check: z
    .strictObject({ material: z.string(), title: z.string(), needed: z.int(), passed: z.boolean() })
    .nullable(),
});
export type PracticeRound = z.infer<typeof PracticeRound>;

/** `PUT /api/practice/rounds/:id/answers/:slot`: the first answer to a question counts. Answers `PracticeFeedback`. */
export const AnswerPractice = z.strictObject({ response: LoggedResponse });
