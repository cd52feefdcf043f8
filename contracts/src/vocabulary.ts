import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';

export { boundedList, boundedRecord, LanguageMap, QuestionType } from '@chuyen-de/question-types';

/** A code that people read and type: letters, digits, dot, dash. Unique within its kind. */
export const Code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, 'a code of letters, digits, "." and "-"');

/** What staff write in words of their own, without the spaces around it. */
export const freeText = (min: number, max: number) =>
  z.string().trim().min(min).max(max).refine(isPlainText, 'has a control character, or half of a character');

/** What somebody is called; null where that is known no more. */
export const PersonName = z.string().nullable();
/** When something was changed last, and by whom. */
export const Edited = { editedAt: z.iso.datetime(), editedBy: PersonName };

/** How much of a question's point an answer earns. */
export const Fraction = z.number().min(0).max(1);

/** Cognitive levels: nhận biết, thông hiểu, vận dụng, vận dụng cao. */
export const Level = z.enum(['recall', 'understanding', 'application', 'higher-application']);
export type Level = z.infer<typeof Level>;

export const Locale = z.enum(['vi', 'en']);
export type Locale = z.infer<typeof Locale>;
