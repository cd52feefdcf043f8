import { reviewedQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { LearnerAttempt } from './attempts.ts';
import { PaperCode } from './paper-codes.ts';
import { Code, freeText, LanguageMap, PersonName } from './vocabulary.ts';

const Line = freeText(0, 200);

/** What stands above a printed paper; what is empty leaves no line. */
export const PrintHeading = z.strictObject({
  /** Cơ quan chủ quản: what the school belongs to. */
  authority: Line,
  school: Line,
  /** Kỳ thi: `KIỂM TRA CUỐI KHÓA`; empty: the exam's title alone. */
  occasion: Line,
  /** Môn thi or class. */
  subject: Line,
  /** Năm học, khóa, ngày thi. */
  date: Line,
});
export type PrintHeading = z.infer<typeof PrintHeading>;

/** A number that is foreseen from how questions were answered before, with the interval of 95 %. */
export const Foreseen = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Foreseen = z.infer<typeof Foreseen>;

/** How much of a paper is known from earlier answers: its questions, and those with enough of them. */
export const KnownShare = z.strictObject({ questions: z.int(), known: z.int() });
export type KnownShare = z.infer<typeof KnownShare>;

/** `GET /api/made-exams/:code/forecast`: what is to be expected of the draft, from how its questions were answered before. */
export const ExamForecast = z.strictObject({
  history: KnownShare,
  /** First attempts in which its questions were answered. */
  answers: z.int(),
  /** On the scale 0–10; null: too little is known. */
  mean: Foreseen.nullable(),
  /** Share of those who reach the pass mark, 0–1; null with it. */
  passRate: Foreseen.nullable(),
});
export type ExamForecast = z.infer<typeof ExamForecast>;

const PaperFacts = z.strictObject({
  code: PaperCode,
  points: z.number(),
  history: KnownShare,
  /** Mean on the scale 0–10; null: too little is known. */
  mean: Foreseen.nullable(),
});

/** `GET /api/made-exams/:code/papers`: the fixed papers of an exam that is in force. */
export const ExamPapers = z.strictObject({
  exam: z.strictObject({
    code: Code,
    title: LanguageMap,
    minutes: z.int(),
    /** In force; null: nothing yet. */
    revision: z.int().nullable(),
  }),
  heading: PrintHeading,
  /** Rises with each change of the heading; a change names the one that it was made to. */
  headingEdition: z.int(),
  /** None: the exam is not in force, or draws a paper for each learner. */
  papers: z.array(PaperFacts),
  /** Questions that two papers have in common, by their places in `papers`. */
  overlaps: z.array(z.array(z.int())),
  /** Who was handed papers, or their keys, and when: the last first, what somebody took at a time as one. */
  opened: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      by: PersonName,
      what: z.enum(['paper', 'key']),
      papers: z.array(PaperCode),
    }),
  ),
  can: z.strictObject({ print: z.boolean() }),
});
export type ExamPapers = z.infer<typeof ExamPapers>;

/** `GET /api/made-exams/:code/papers/:paper`: as learners are shown it, without the key. */
export const PrintedPaper = z.strictObject({
  code: PaperCode,
  questions: LearnerAttempt.shape.questions,
});
export type PrintedPaper = z.infer<typeof PrintedPaper>;

/** `GET /api/made-exams/:code/papers/:paper/key`: for those who mark. */
export const PrintedKey = z.strictObject({
  code: PaperCode,
  questions: z.array(
    reviewedQuestion({ slot: z.int(), question: Code, points: z.number().positive().optional() }),
  ),
});
export type PrintedKey = z.infer<typeof PrintedKey>;

/** `PUT /api/made-exams/:code/heading`: answers `HeadingSaved`. */
export const SavePrintHeading = z.strictObject({ edition: z.int().min(0), heading: PrintHeading });
export type SavePrintHeading = z.infer<typeof SavePrintHeading>;

/** Also of a problem `heading_changed`: the heading as it is. */
export const HeadingSaved = z.looseObject({ heading: PrintHeading, headingEdition: z.int() });
export type HeadingSaved = z.infer<typeof HeadingSaved>;
