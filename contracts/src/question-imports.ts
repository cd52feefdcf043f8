import { LanguageMap, reviewedQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { BankQuestion, MOST_ISSUED } from './made-banks.ts';
import { FormatRemark, PlaceInFile, QuestionFormat, TextRepair } from './question-formats.ts';
import { boundedList, Code, Level } from './vocabulary.ts';

/** `POST /api/made-banks/:bank/imports?name=&topic=&level=`: the file as it is; answers `QuestionImport`. */
export const ReadFileQuery = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Where questions go whose file says nothing of it, or nothing that the bank has. */
  topic: Code,
  level: Level,
});

/** `confirmed`: its questions are drafts of the bank; `undone`: gone again, those that nobody touched. */
export const ImportState = z.enum(['open', 'confirmed', 'undone']);

/** `GET /api/made-banks/:bank/imports/:id`: what a file brought, before and after it is confirmed. */
export const QuestionImport = z.strictObject({
  id: Code,
  name: z.string(),
  format: QuestionFormat,
  state: ImportState,
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** Questions that were found. */
  found: z.int(),
  /** Of these such as are in the bank as drafts, and nobody has touched since. */
  untouched: z.int(),
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

/** `GET /api/made-banks/:bank/imports/:id/questions?after=` */
export const FoundQuestionsQuery = z.strictObject({ after: Code.optional() });
export const FoundQuestions = z.strictObject({
  questions: z.array(FoundQuestion),
  next: Code.nullable(),
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

/** `POST /api/made-banks/:bank/imports/:id/confirmation`: all come into the bank but for those named; answers `QuestionImport`. */
export const ConfirmImport = z.strictObject({ without: boundedList(Code, 10_000) });
export type ConfirmImport = z.infer<typeof ConfirmImport>;
