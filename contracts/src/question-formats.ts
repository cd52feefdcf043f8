import { z } from 'zod';

/** A file has no more questions, whether it is read or written. */
export const MOST_QUESTIONS_IN_FILE = 10_000;

/** The files that questions come in and go out by; `text` is one written as on paper, as `docx` is. */
export const QuestionFormat = z.enum([
  ...(['aiken', 'gift', 'moodle-xml', 'docx', 'text', 'xlsx', 'csv', 'json', 'qti'] as const),
]);
export type QuestionFormat = z.infer<typeof QuestionFormat>;

/** The formats that questions are written in. */
export const WritableFormat = QuestionFormat.exclude(['text']);
export type WritableFormat = z.infer<typeof WritableFormat>;

/**
 * Where in a file: a line of a text, a paragraph of a Word file (in a table: one of its cells), a cell of a sheet;
 * of what is written, which of the questions, counted from 1.
 */
export const PlaceInFile = z.union([
  z.strictObject({ line: z.int().min(1) }),
  z.strictObject({ paragraph: z.int().min(1) }),
  z.strictObject({ table: z.int().min(1), cell: z.string() }),
  z.strictObject({ sheet: z.string(), cell: z.string() }),
  z.strictObject({ question: z.int().min(1) }),
]);
export type PlaceInFile = z.infer<typeof PlaceInFile>;

/**
 * What there is to say of a question on its way in or out, with the `values` that its words need.
 *
 * - `loss`: something of it could not be carried over;
 * - `doubt`: it was read, but somebody should look;
 * - `fault`: it is no whole question before somebody mends it.
 */
export const REMARKS = {
  // The key.
  /** The file says no key. */
  key_missing: 'fault',
  /** Two ways of telling the key disagree: `taken`, `other` (letters). */
  key_contradicts: 'doubt',
  /** The key is told in another way than that of most questions of the file: `sign`, `taken`. */
  key_by_other_sign: 'doubt',
  /** The key names what the question does not have: `key`. */
  key_unknown: 'doubt',
  /** A key for a question that the file does not have: `key`. */
  key_of_nothing: 'doubt',

  // What a question is made of.
  /** It asks nothing. */
  stem_missing: 'fault',
  /** A choice has two options at least: `found`. */
  options_missing: 'fault',
  /** More options, pairs, items or gaps than a question may have: `found`, `most`. */
  parts_too_many: 'fault',
  /** Letters of options are missing or come twice: `found` ("A, B, D"). */
  options_out_of_order: 'doubt',
  /** Numbers of questions do not follow each other: `found`, `expected`. */
  number_out_of_order: 'doubt',
  /** What its type refuses beside this: `path`, `reason` (English), `reasonVi`. */
  content_faulty: 'fault',

  // What is there already.
  /** Nearly the same as a question of the bank: `code`, `stem`, `share` in per cent of what both say. */
  alike_in_bank: 'doubt',
  /** Nearly the same as one before it in the file. */
  alike_in_file: 'doubt',

  // What could not be read.
  /** A text that belongs to no question: `text`, its beginning. */
  text_outside: 'doubt',
  /** A question, or a gap, of a type that there is none of: `type`, as the file calls it. */
  type_unknown: 'loss',
  /** It became a question of another type: `from`, as the file calls it, `to`. */
  type_changed: 'doubt',
  /** What is written there is none of the format: `text`, its beginning. */
  not_understood: 'doubt',
  /** A part of a package that it names and does not have: `what`. */
  part_missing: 'loss',
  part_damaged: 'loss',
  /** A column of a table whose heading says nothing that is known: `column`. */
  column_unknown: 'loss',
  /** A level that is none of ours: `level`. */
  level_unknown: 'loss',

  // What was left out. `what` lists names of the file, where there are such.
  picture_left_out: 'loss',
  media_left_out: 'loss',
  emphasis_left_out: 'loss',
  table_flattened: 'loss',
  link_left_out: 'loss',
  html_left_out: 'loss',
  formula_simplified: 'loss',
  feedback_left_out: 'loss',
  tags_left_out: 'loss',
  settings_left_out: 'loss',
  line_breaks_left_out: 'loss',
  explanation_left_out: 'loss',
  level_left_out: 'loss',
  group_left_out: 'loss',
  code_left_out: 'loss',
  english_left_out: 'loss',
  source_left_out: 'loss',
  hints_left_out: 'loss',
  sample_left_out: 'loss',
  rubric_left_out: 'loss',
  word_limit_left_out: 'loss',
  unit_left_out: 'loss',
  /** Answers earn by another rule: `what`. */
  scoring_changed: 'loss',
  /** Other answers are accepted than before, as with letters and marks: `what`. */
  exactness_changed: 'loss',
  /** A tolerance in per cent, in units of the answer: `what`. */
  tolerance_made_absolute: 'loss',
  /** Without its key it can only be asked as a text to be written. */
  asked_as_text: 'loss',
  /** The format has no such questions, and the file does not have this one: `type`. */
  type_not_in_format: 'loss',
  /** The format takes such a text for something else, and the file does not have this question: `text`, its beginning. */
  text_not_in_format: 'loss',
  /** Something of it is still missing or wrong, and the file does not have it. */
  question_not_whole: 'loss',

  // Of a lecture in a Word file.
  /** A line in bold is taken for a heading, since the file has no headings: `text`. */
  heading_guessed: 'doubt',
  /** A text box stands after the paragraph that it was beside: `what`. */
  text_box_moved: 'doubt',
  /** Cells that are one in the file are parted, all but the first empty. */
  cells_parted: 'doubt',
  /** Underlines and colours, here for the first time. */
  look_left_out: 'loss',
  /** The table of contents: a lecture has its own. */
  contents_left_out: 'loss',
  /** A formula stands as a text: `what`. */
  formula_as_text: 'doubt',
} as const satisfies Record<string, 'loss' | 'doubt' | 'fault'>;

export const RemarkCode = z.enum(Object.keys(REMARKS) as [keyof typeof REMARKS]);
export type RemarkCode = keyof typeof REMARKS;
export const RemarkKind = z.enum(['loss', 'doubt', 'fault']);

export const FormatRemark = z.strictObject({
  code: RemarkCode,
  kind: RemarkKind,
  at: PlaceInFile,
  /** Of a file, and cut where it is long. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FormatRemark = z.infer<typeof FormatRemark>;

/**
 * Text that was stored in another way and read as it was meant: fonts of before Unicode, whose letters stand in the
 * places of others (`tcvn3`, `vni`), and letters apart from their marks (`decomposed`).
 */
export const TextRepair = z.strictObject({
  code: z.enum(['tcvn3', 'vni', 'decomposed']),
  at: PlaceInFile,
  before: z.string(),
  after: z.string(),
});
export type TextRepair = z.infer<typeof TextRepair>;

/** What a column of a table of questions may hold: whoever imports one may say it for headings that are not known. */
export const TableColumn = z.enum([
  ...(['label', 'code', 'group', 'level', 'type', 'stem', 'key', 'unit', 'scoring'] as const),
  ...(['explanation', 'source', 'tags'] as const),
  ...(['option-1', 'option-2', 'option-3', 'option-4', 'option-5', 'option-6'] as const),
  ...(['option-7', 'option-8', 'option-9', 'option-10', 'option-11', 'option-12'] as const),
]);
export type TableColumn = z.infer<typeof TableColumn>;

/** Why a file is not read at all; `values` as named. */
export const FILE_FAULTS = [
  /** It is none of the formats. */
  'not_a_question_file',
  /** It is one, and there is no question in it. */
  'no_questions',
  /** A table whose headings say nothing that is known: `headings`, with a line between them. */
  'columns_unknown',
  /** The file, or what is packed in it: `most`, in bytes. */
  'too_large',
  /** `most`. */
  'too_many_questions',
  /** Reading it took too long, or too much memory. */
  'too_much_work',
  /** Cut off, or not what its beginning says. `line`, where there is one. */
  'damaged',
  /** It has macros. */
  'macro_file',
  /** Locked by a password. */
  'locked_file',
  /** Word's or Excel's own form of before 2007 (`.doc`, `.xls`). */
  'old_office_file',
  /** A package with names that lead out of it. */
  'unsafe_package',
  /** XML with a document type or entities of its own. `line`. */
  'unsafe_xml',
  /** QTI of version 1. */
  'old_qti',
  /** Written by a later release: `version`. */
  'newer_version',
  /** No text in UTF-8 or UTF-16. */
  'unreadable_text',
  /** Of a lecture: no Word file (`.docx`). */
  'not_a_word_file',
  /** There is no text in it. */
  'no_text',
  /** It has more text than a lecture may have: `most`, in characters. */
  'text_too_long',
] as const;
export const FileFaultCode = z.enum(FILE_FAULTS);
export type FileFaultCode = z.infer<typeof FileFaultCode>;
