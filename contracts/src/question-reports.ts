import { z } from 'zod';
import { Code, freeText, LanguageMap, PersonName } from './vocabulary.ts';

/** What a learner says is wrong with a question: its key, its words, its source, how it is shown, or something else. */
export const ReportKind = z.enum(['key', 'wording', 'outdated', 'display', 'other']);
export type ReportKind = z.infer<typeof ReportKind>;

/** What became of a report: the question was mended, it is right as it stands, or it is noted for later. */
export const ReportOutcome = z.enum(['mended', 'stands', 'noted']);
export type ReportOutcome = z.infer<typeof ReportOutcome>;

export const ReportState = z.enum(['waiting', 'answered']);
export type ReportState = z.infer<typeof ReportState>;

const Report = {
  id: z.string(),
  kind: ReportKind,
  at: z.iso.datetime(),
  state: ReportState,
};

/** A report as whoever made it sees it. */
export const OwnReport = z.strictObject({
  ...Report,
  /** Places of the paper that ask its question. */
  slots: z.array(z.int()),
  text: z.string(),
  answer: z
    .strictObject({
      at: z.iso.datetime(),
      outcome: ReportOutcome,
      /** Null: an exam asks the question and holds its key back, which the answer may tell. */
      text: z.string().nullable(),
    })
    .nullable(),
});
export type OwnReport = z.infer<typeof OwnReport>;

/**
 * `GET /api/attempts/:id/reports`, `GET /api/practice/rounds/:id/reports`: what somebody has reported of the questions of a
 * paper, wherever they did, the oldest first.
 */
export const OwnReports = z.strictObject({ reports: z.array(OwnReport) });
export type OwnReports = z.infer<typeof OwnReports>;

/** `POST` to the same addresses: answers `OwnReports`. */
export const ReportQuestion = z.strictObject({
  slot: z.int().min(1).max(500),
  kind: ReportKind,
  text: freeText(10, 1_000),
});
export type ReportQuestion = z.infer<typeof ReportQuestion>;

/** A report as those see it who answer it: not who made it. */
export const QuestionReport = z.strictObject({
  ...Report,
  bank: Code,
  question: Code,
  /** The revision that was asked. */
  revision: z.int(),
  stem: LanguageMap.nullable(),
  /** Null: whoever looks has to find the key of the question without help first. */
  text: z.string().nullable(),
  answer: z
    .strictObject({
      at: z.iso.datetime(),
      by: PersonName,
      outcome: ReportOutcome,
      text: z.string().nullable(),
    })
    .nullable(),
  /** How many wait for an answer of the same question beside this one. */
  others: z.int(),
  can: z.strictObject({
    answer: z.boolean(),
    /** Whether its question can be opened in a bank that is made in the browser. */
    open: z.boolean(),
  }),
});
export type QuestionReport = z.infer<typeof QuestionReport>;

/** `GET /api/question-reports`: those that somebody may answer, that wait the oldest first, the others the newest first. */
export const ReportsQuery = z.strictObject({
  state: ReportState.default('waiting'),
  question: Code.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ReportsQuery = z.infer<typeof ReportsQuery>;

export const QuestionReports = z.strictObject({
  state: ReportState,
  waiting: z.int(),
  found: z.int(),
  page: z.int(),
  pages: z.int(),
  reports: z.array(QuestionReport),
});
export type QuestionReports = z.infer<typeof QuestionReports>;

/** `POST /api/question-reports/:id/answer`, `all`: and those that wait of the same question. Answers how many were answered. */
export const AnswerReport = z.strictObject({
  outcome: ReportOutcome,
  text: freeText(1, 1_000),
  all: z.boolean(),
});
export type AnswerReport = z.infer<typeof AnswerReport>;

export const ReportsAnswered = z.strictObject({ answered: z.int() });
export type ReportsAnswered = z.infer<typeof ReportsAnswered>;
