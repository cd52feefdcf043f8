import { z } from 'zod';
import { BankFilter, MOST_ISSUED } from './made-banks.ts';
import { KEYED_FORMATS } from './keyed-formats.ts';
import { FormatRemark, WritableFormat } from './question-formats.ts';
import { boundedList, Code } from './vocabulary.ts';

/**
 * `POST /api/made-banks/:bank/exports`: questions of a bank as a file. `POST /api/made-banks/:bank/exports/preview`: what
 * of them it would not carry; answers `ExportPreview`.
 */
export const ExportQuestions = z
  .strictObject({
    format: WritableFormat,
    /** Whether it tells what is right, and why. */
    keys: z.boolean(),
    /** Those of some codes, or those that a filter lets through. */
    questions: z.union([boundedList(Code, MOST_ISSUED, 1), BankFilter]),
  })
  .refine(({ format, keys }) => keys || !KEYED_FORMATS.includes(format), {
    path: ['keys'],
    message: 'the format has no questions without a key',
  });
export type ExportQuestions = z.infer<typeof ExportQuestions>;

/** What a file does not carry of some questions. */
const ExportLoss = FormatRemark.omit({ at: true }).extend({
  /** Of how many questions. */
  count: z.int(),
  /** The codes of the first ones. */
  questions: z.array(Code),
});
export type ExportLoss = z.infer<typeof ExportLoss>;

export const ExportPreview = z.strictObject({
  /** As the file is called. */
  name: z.string(),
  /** That it has. */
  questions: z.int(),
  /** The first ones, each kind of them once. */
  losses: z.array(ExportLoss),
});
export type ExportPreview = z.infer<typeof ExportPreview>;
