import { authoredQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { boundedList, Code, freeText, LanguageMap, Level } from './vocabulary.ts';
import { Tags } from './tags.ts';
import { MOST_HINTS } from './tries.ts';

/** What a file of questions in our own form calls itself. */
export const BANK_FILE = 'chuyen-de.questions';
/** Rises where a reader of before would get it wrong; readers know all that were. */
export const BANK_FILE_VERSION = 1;

/** A question with all that one of a bank has: nothing is lost of it. */
export const BankFileQuestion = authoredQuestion({
  code: Code.optional(),
  /** The path of topics, outermost first. */
  group: boundedList(freeText(1, 500), 20, 1).optional(),
  level: Level.optional(),
  stem: LanguageMap,
  explanation: LanguageMap.optional(),
  /** What it leans on, in words. */
  source: freeText(1, 2_000).optional(),
  hints: z.array(LanguageMap).min(1).max(MOST_HINTS).optional(),
  tags: Tags.optional(),
});
export type BankFileQuestion = z.infer<typeof BankFileQuestion>;

/** A file of questions in our own form; its questions are `BankFileQuestion`s, held against that one by one. */
export const BankFile = z.strictObject({
  format: z.literal(BANK_FILE),
  version: z.int().min(1),
  questions: z.array(z.unknown()),
});
export type BankFile = z.infer<typeof BankFile>;

/** What files of all releases have: the release is asked for first, as later ones may have more. */
export const BankFileHead = z.looseObject({ format: z.literal(BANK_FILE), version: z.int().min(1) });
