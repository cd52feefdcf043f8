import { LanguageMap, reviewedQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { BankQuestion, MOST_ISSUED } from './made-banks.ts';
import { FormatRemark, PlaceInFile, QuestionFormat, TextRepair } from './question-formats.ts';
import { boundedList, Code, Level } from './vocabulary.ts';

/**
 * `POST /api/made-banks/:bank/imports?name=&topic=&level=`: the file as it is; answers `QuestionImport`, with 202 where it
 * is still `reading`.
 */
export const ReadFileQuery = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Where questions go whose file says nothing of it, or nothing that the bank has. */
  topic: Code,
  level: Level,
});

/**
 * `reading`: its questions come in, and none can be looked at yet; `interrupted`: that came to no end, and nothing of it
 * is left; `confirmed`: its questions are drafts of the bank; `undone`: gone again, but for those that stayed.
 */
export const ImportState = z.enum([
  ...(['reading', 'interrupted', 'open'] as const),
  ...(['confirming', 'confirmed', 'undoing', 'undone'] as const),
]);

/** What is under way, and how far it is: questions that were stored, that were compared with, that were taken over or removed. */
export const ImportProgress = z.strictObject({
  phase: z.enum(['storing', 'comparing', 'confirming', 'undoing']),
  done: z.int(),
  of: z.int(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

/** Why a question stays when its import is undone; `appraised`: it is before a council, or was. */
export const WhyStayed = z.enum(['issued', 'appraised', 'changed']);
export type WhyStayed = z.infer<typeof WhyStayed>;

/** `GET /api/made-banks/:bank/imports/:id`: what a file brought, before and after it is confirmed. */
export const QuestionImport = z.strictObject({
  id: Code,
  name: z.string(),
  format: QuestionFormat,
  state: ImportState,
  /** Null where nothing is under way. */
  progress: ImportProgress.nullable(),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** Questions that were found. */
  found: z.int(),
  /** Of these such as are in the bank as drafts, nobody has touched since, and were before no council. */
  untouched: z.int(),
  /** What is left in the bank of one that is undone, and why; the first ones by name. */
  stayed: z.strictObject({
    total: z.int(),
    questions: z.array(z.strictObject({ code: Code, stem: z.string(), why: WhyStayed })),
  }),
  /** Of what belongs to no question. */
  remarks: z.array(FormatRemark),
  repairs: z.array(TextRepair),
  repaired: z.int(),
});
export type QuestionImport = z.infer<typeof QuestionImport>;

/** `GET /api/made-banks/:bank/imports` : the last ones, newest first. */
export const QuestionImports = z.strictObject({ imports: z.array(QuestionImport) });
export type QuestionImports = z.infer<typeof QuestionImports>;

const FoundQuestion = z.strictObject({
  question: BankQuestion,
  /** As it stands in the file: "Câu 12". */
  label: z.string().nullable(),
  at: PlaceInFile,
  /** The path of its category there. */
  group: z.array(z.string()),
  remarks: z.array(FormatRemark),
  /** With its key; null where it is no whole question yet. */
  shown: reviewedQuestion({ stem: LanguageMap }).nullable(),
  /** One that asks the same, but for marks, case and punctuation: of the bank, or before it in the file. */
  alike: z.strictObject({ code: Code, stem: z.string() }).nullable(),
});
export type FoundQuestion = z.infer<typeof FoundQuestion>;

/** `GET /api/made-banks/:bank/imports/:id/questions`: a page of them, in the order of the file. */
export const FoundQuestionsQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000).default(1),
  /** Those alone that something stops, or that there is something to say of. */
  only: z.literal('remarked').optional(),
});
export const FoundQuestions = z.strictObject({
  questions: z.array(FoundQuestion),
  /** How many there are of them, and on how many pages. */
  total: z.int(),
  pages: z.int(),
});
export type FoundQuestions = z.infer<typeof FoundQuestions>;

/** `POST /api/made-banks/:bank/imports/:id/placing`: where some questions go, or all; answers `QuestionImport`. */
export const PlaceFound = z.strictObject({
  /** Absent: all. */
  questions: boundedList(Code, MOST_ISSUED, 1).optional(),
  topic: Code.optional(),
  level: Level.optional(),
});
export type PlaceFound = z.infer<typeof PlaceFound>;

/**
 * `POST /api/made-banks/:bank/imports/:id/confirmation`: all come into the bank but for those named; answers
 * `QuestionImport`. `POST …/undoing` drops an import whatever it is doing, and takes a confirmed one back.
 */
export const ConfirmImport = z.strictObject({ without: boundedList(Code, 10_000) });
export type ConfirmImport = z.infer<typeof ConfirmImport>;
