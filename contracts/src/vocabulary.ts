import { z } from 'zod';

/** Text in the languages of the product: Vietnamese always, English where there is one. */
export const LanguageMap = z.strictObject({ vi: z.string().min(1), en: z.string().min(1).optional() });
export type LanguageMap = z.infer<typeof LanguageMap>;

/** A code that people read and type: letters, digits, dot, dash. Unique within its kind. */
export const Code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, 'a code of letters, digits, "." and "-"');

/** Cognitive levels: nhận biết, thông hiểu, vận dụng, vận dụng cao. */
export const Level = z.enum(['recall', 'understanding', 'application', 'higher-application']);
export type Level = z.infer<typeof Level>;

export const QuestionType = z.enum(['single-choice', 'multiple-choice']);
export type QuestionType = z.infer<typeof QuestionType>;

/** Identifier of an option within its question: stable, ASCII, never derived from its text. */
export const OptionId = z.string().regex(/^[a-z0-9]{1,8}$/);

export const Locale = z.enum(['vi', 'en']);
export type Locale = z.infer<typeof Locale>;
