import { QuestionResponse, reviewedQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { CorrectionKind } from './correction-kind.ts';
import { Score } from './exams.ts';
import { OwnerKind } from './made-exams.ts';
import { Code, freeText, LanguageMap } from './vocabulary.ts';

const CorrectionId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

/**
 * What a correction says. A key is told by the response that earns everything, as a page knows it that was shown the
 * question with its parts in the author's order.
 */
export const CorrectionDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept-also'), response: QuestionResponse }),
  z.strictObject({ kind: z.literal('change-key'), response: QuestionResponse }),
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({ kind: z.literal('full-credit') }),
  z.strictObject({ kind: z.literal('undo'), of: CorrectionId }),
]);
export type CorrectionDraft = z.infer<typeof CorrectionDraft>;

const Reason = freeText(3, 500);

/** `POST /api/exams/:code/questions/:question/:revision/corrections/preview`; `after`: where the page before ended. */
export const PreviewCorrection = z.strictObject({
  correction: CorrectionDraft,
  scope: OwnerKind,
  after: z.string().max(1_000).nullable(),
});

/** `POST /api/exams/:code/questions/:question/:revision/corrections`: repeated with the same `id` it is made once. */
export const MakeCorrection = z.strictObject({
  id: CorrectionId,
  correction: CorrectionDraft,
  scope: OwnerKind,
  reason: Reason,
  /** The newest correction that its author has seen; null: there was none. */
  basedOn: CorrectionId.nullable(),
});

const Person = z.strictObject({ id: z.string(), name: z.string().nullable() });

export const CorrectionView = z.strictObject({
  id: z.string(),
  kind: CorrectionKind,
  at: z.iso.datetime(),
  by: Person,
  reason: z.string(),
  scope: OwnerKind,
  /** What counts as right by it. */
  response: QuestionResponse.optional(),
  /** What it takes back. */
  of: z.string().optional(),
  undone: z.boolean(),
  /** It came of an appeal. */
  appealed: z.boolean(),
  /** Whether every attempt concerned has been told; how many are still to be marked again, and how many failed so far. */
  isSpread: z.boolean(),
  waiting: z.int(),
  failing: z.int(),
  can: z.strictObject({ undo: z.boolean() }),
});
export type CorrectionView = z.infer<typeof CorrectionView>;

const AskedQuestion = {
  slot: z.int(),
  code: Code,
  revision: z.int(),
  topic: z.string(),
  stem: LanguageMap,
  explanation: LanguageMap.optional(),
};

/** `GET /api/exams/:code/questions/:question/:revision/corrections`, and the answer of making one. */
export const QuestionCorrections = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  /** With what counts as right by now, its parts in the author's order. */
  question: reviewedQuestion(AskedQuestion),
  /** Whether another response can be its key: one that a person marks has none. */
  hasKey: z.boolean(),
  /** How it counts by now. */
  counts: z.enum(['asked', 'dropped', 'everybody']),
  /** Oldest first. */
  corrections: z.array(CorrectionView),
  /** The newest of them. */
  basedOn: z.string().nullable(),
  can: z.strictObject({ correct: z.array(OwnerKind) }),
});
export type QuestionCorrections = z.infer<typeof QuestionCorrections>;

/** An attempt whose points a correction changes. `counts`: the score that counts of this person, where that changes. */
export const CorrectedScore = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  link: z.strictObject({ id: z.string(), title: z.string().nullable(), course: z.string().nullable() }),
  person: Person,
  number: z.int(),
  before: Score,
  after: Score,
  counts: z.strictObject({ before: Score, after: Score }).nullable(),
  /** Its link has a column in the gradebook: a score that counts goes there. */
  graded: z.boolean(),
});
export type CorrectedScore = z.infer<typeof CorrectedScore>;

/** A part of what a correction would change; nothing is changed by asking. */
export const CorrectionPreview = z.strictObject({
  /** Of this part: attempts with the question, and whose they are. */
  attempts: z.int(),
  people: z.int(),
  /** Attempts in which no question would be left to count. */
  emptied: z.int(),
  changes: z.array(CorrectedScore),
  /** What to send as `after` for the next part; null: that was all. */
  next: z.string().nullable(),
  /** Whether all attempts of before have been counted: until then there may be more. */
  isComplete: z.boolean(),
});
export type CorrectionPreview = z.infer<typeof CorrectionPreview>;

/** For how long after an attempt was marked, or marked again, its learner may appeal. */
export const APPEAL_DAYS = 7;

export const AppealState = z.enum(['waiting', 'granted', 'refused']);
export type AppealState = z.infer<typeof AppealState>;

/** `POST /api/attempts/:id/appeals`; `slot` null: it is about the exam as a whole. */
export const AskAppeal = z.strictObject({
  slot: z.int().min(1).max(500).nullable(),
  text: freeText(10, 2_000),
});

const AppealAnswer = z.strictObject({
  at: z.iso.datetime(),
  text: z.string(),
  /** What was done to the question, for everybody. */
  remedy: CorrectionKind.nullable(),
});

export const OwnAppeal = z.strictObject({
  id: z.string(),
  slot: z.int().nullable(),
  text: z.string(),
  at: z.iso.datetime(),
  state: AppealState,
  answer: AppealAnswer.nullable(),
});
export type OwnAppeal = z.infer<typeof OwnAppeal>;

/** `GET /api/attempts/:id/appeals`, and the answer of asking for one. */
export const AttemptAppeals = z.strictObject({
  /** Until when its learner may appeal; null: not yet, as it is not marked. */
  until: z.iso.datetime().nullable(),
  appeals: z.array(OwnAppeal),
  can: z.strictObject({ ask: z.boolean() }),
});
export type AttemptAppeals = z.infer<typeof AttemptAppeals>;

/** An appeal as those who teach see it, with what was answered. */
export const AppealEntry = OwnAppeal.extend({
  person: Person,
  attempt: z.strictObject({ id: z.string(), number: z.int(), score: Score.nullable() }),
  /** As the paper brought it; null: it is about the exam as a whole. */
  question: reviewedQuestion(AskedQuestion).nullable(),
  /** Whether another response can be its key. */
  hasKey: z.boolean(),
  /** What was answered, as a correction would say that it is right. */
  accepts: QuestionResponse.nullable(),
  answer: AppealAnswer.extend({ by: Person }).nullable(),
  /** The newest correction of the question. */
  basedOn: z.string().nullable(),
  can: z.strictObject({ decide: z.boolean(), correct: z.array(OwnerKind) }),
});
export type AppealEntry = z.infer<typeof AppealEntry>;

/** `GET /api/exams/:code/appeals` */
export const AppealsQuery = z.object({
  state: AppealState.default('waiting'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export const AppealList = z.strictObject({
  title: LanguageMap,
  state: AppealState,
  waiting: z.int(),
  found: z.int(),
  page: z.int(),
  pages: z.int(),
  appeals: z.array(AppealEntry),
});
export type AppealList = z.infer<typeof AppealList>;

/** What is done to the question of an appeal that is granted, for everybody with the same answer or all who had it. */
export const Remedy = z.enum(['accept-also', 'drop', 'full-credit']);
export type Remedy = z.infer<typeof Remedy>;

/** `POST /api/exams/:code/appeals/:id/decision`. Answers `AppealEntry`. */
export const DecideAppeal = z.strictObject({
  granted: z.boolean(),
  text: freeText(3, 2_000),
  /** Null: nothing is corrected. */
  remedy: Remedy.nullable(),
  scope: OwnerKind,
  basedOn: CorrectionId.nullable(),
});
