import { z } from 'zod';
import { DeedReason, Score } from './exams.ts';
import { PaperCode } from './paper-codes.ts';
import { boundedList, Code, freeText, LanguageMap } from './vocabulary.ts';

/** Of one file: more people than sit in one hall. */
export const MOST_PAPER_ROWS = 2_000;
/** Larger files hold something else than results. */
export const MOST_PAPER_FILE_BYTES = 5_000_000;
const MOST_ANSWERS = 400;

const Cell = freeText(0, 200);

/** What a line of a file says about whose it is, as it stands there. */
export const PaperIdentity = z.strictObject({
  lmsId: Cell.optional(),
  email: Cell.optional(),
  name: Cell.optional(),
  number: Cell.optional(),
});
export type PaperIdentity = z.infer<typeof PaperIdentity>;

/**
 * Why a line of results is not entered as it stands: each is settled by whoever looks at it. `mark_differs` alone is a
 * note: the answers count.
 */
export const PaperDoubtCode = z.enum([
  'paper_missing',
  'paper_unknown',
  'nothing_given',
  'mark_unreadable',
  'mark_differs',
  'answer_unreadable',
  'too_many_answers',
  'question_not_lettered',
  'person_missing',
  'person_unknown',
  'person_by_name',
  'person_ambiguous',
  'person_contradicts',
  'person_twice',
  'mask_twice',
  'other_result',
]);
export type PaperDoubtCode = z.infer<typeof PaperDoubtCode>;

const Doubt = z.strictObject({
  code: PaperDoubtCode,
  /** Of an answer its question, counted from 1. */
  question: z.int().optional(),
  /** What stands there. */
  value: z.string().optional(),
  /** Another line of the file. */
  line: z.int().optional(),
});
export type PaperDoubt = z.infer<typeof Doubt>;

const Somebody = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  number: z.string(),
});

/** `known`: the same result of the same person is there already. */
export const PaperRowState = z.enum(['ready', 'doubt', 'known', 'skipped', 'entered']);
export type PaperRowState = z.infer<typeof PaperRowState>;

/** A line of a file of results. */
export const PaperRow = z.strictObject({
  /** Where it stands in the file. */
  line: z.int(),
  state: PaperRowState,
  identity: PaperIdentity,
  /** Số phách: the number that stands for a name while marks are entered. */
  mask: z.string().nullable(),
  paperCode: z.string(),
  /** What was answered, by question from 1 on; null: the file has only a mark. */
  answers: z.array(z.string()).nullable(),
  /** As it stands in the file, on the scale 0–10. */
  mark: z.string().nullable(),
  /** Whose it is; null: nobody is sure. */
  person: Somebody.nullable(),
  /** Whose it may be, for a person to choose from. */
  candidates: z.array(Somebody),
  doubts: z.array(Doubt),
  /** What it comes to by the keys that count now. */
  score: Score.nullable(),
});
export type PaperRow = z.infer<typeof PaperRow>;

const importHead = {
  id: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** `confirming` was interrupted, and goes on when it is confirmed again. */
  state: z.enum(['open', 'confirming', 'confirmed', 'undone']),
  rows: z.int(),
  entered: z.int(),
  /** Marks stand under numbers that another file links to people. */
  masked: z.boolean(),
  /** When and why it was undone. */
  undone: z.strictObject({ at: z.iso.datetime(), by: z.string().nullable(), reason: z.string() }).nullable(),
};

export const PaperImportHead = z.strictObject(importHead);
export type PaperImportHead = z.infer<typeof PaperImportHead>;

/** `GET /api/exams/:code/paper-results`: what was entered of an exam that was sat on paper. */
export const PaperResults = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  /** Its fixed papers as they are in force; none: results come as marks alone. */
  papers: z.array(z.strictObject({ code: PaperCode, questions: z.int() })),
  imports: z.array(PaperImportHead),
});
export type PaperResults = z.infer<typeof PaperResults>;

/** `POST /api/exams/:code/paper-results`, whose body is the file, and `GET …/:id`: the lines of a file. */
export const PaperImport = z.strictObject({
  ...importHead,
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  papers: z.array(PaperCode),
  /** The same file was read before: when. */
  readBefore: z.iso.datetime().nullable(),
  lines: z.array(PaperRow),
  /** The class, to choose from; none where it is too large for that, or nothing can be chosen any more. */
  people: z.array(Somebody),
});
export type PaperImport = z.infer<typeof PaperImport>;

/** `PUT /api/exams/:code/paper-results/:id/rows/:line`: a line as somebody settles it. Answers `PaperImport`. */
export const SettlePaperRow = z.strictObject({
  paperCode: Cell,
  answers: boundedList(Cell, MOST_ANSWERS).nullable(),
  mark: Cell.nullable(),
  /** Whose it is; null: as the file says. */
  person: z.string().min(1).max(100).nullable(),
  skip: z.boolean(),
});
export type SettlePaperRow = z.infer<typeof SettlePaperRow>;

/** `POST …/:id/identities`, whose body is a file of numbers and people: how many lines it has linked, and which numbers are in none. */
export const MasksLinked = z.strictObject({ linked: z.int(), unknown: z.array(z.string()) });
export type MasksLinked = z.infer<typeof MasksLinked>;

/** `POST …/:id/confirmation`: enters the lines without a doubt. Answers `PaperImportHead`. */
export const ConfirmPaperImport = z.strictObject({
  /** When the exam was sat. */
  satAt: z.iso.datetime(),
});
export type ConfirmPaperImport = z.infer<typeof ConfirmPaperImport>;

/** `POST …/:id/undoing`: takes all of it out of what counts. Answers `PaperImportHead`. */
export const UndoPaperImport = z.strictObject({ reason: DeedReason });
export type UndoPaperImport = z.infer<typeof UndoPaperImport>;
