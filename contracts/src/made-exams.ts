import { isPlainText, shownQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { BANDS } from './bands.ts';
import { LearnerAttempt } from './attempts.ts';
import { MOST_PASSWORD } from './exam-entry.ts';
import { PaperSeed } from './paper-codes.ts';
import { Behaviour, BlueprintRow, ExamFile, FixedQuestion, ReviewSettings } from './programme-files.ts';
import type { Scope } from './roles.ts';
import { boundedList, Code, Edited, LanguageMap, Level, PersonName, QuestionType } from './vocabulary.ts';

/** To whom an exam belongs that was made in the browser: the course, its LMS (the school), everybody. */
export const OwnerKind = z.enum(['course', 'platform', 'installation'] satisfies Scope['kind'][]);
export type OwnerKind = z.infer<typeof OwnerKind>;

/** A text under way: empty, or with a space at its end that the next word will follow. */
const draftText = (most: number) =>
  z.string().max(most).refine(isPlainText, 'has a control character, or half of a character');
const draftTexts = (most: number) => z.strictObject({ vi: draftText(most), en: draftText(most) });

/** A number under way: whether it will do is told by a fault, so that nothing typed is lost. */
const DraftNumber = z.number().min(-1_000_000).max(1_000_000);
const { grading } = ExamFile.shape;

/** An exam under way: what an `ExamFile` says, as far as it has come. */
export const ExamDraft = z.strictObject({
  title: draftTexts(200),
  summary: draftTexts(1_000),
  blueprint: boundedList(BlueprintRow.extend({ points: DraftNumber.optional() }), 400),
  fixed: boundedList(FixedQuestion.extend({ points: DraftNumber.optional() }), 500),
  /** Fixed papers, their codes as they were typed; absent: a paper is drawn for each learner. */
  papers: z.strictObject({ codes: draftText(200), seed: PaperSeed }).optional(),
  /** Null: not said yet. */
  minutes: DraftNumber.nullable(),
  /** Null: no limit. */
  attempts: DraftNumber.nullable(),
  grading: grading.unwrap(),
  /** Absent: all questions are marked at the end. */
  behaviour: Behaviour.optional(),
  /** Where answers may be tried several times: how often, and what each further try costs in per cent. */
  tries: DraftNumber.nullable().optional(),
  penalty: DraftNumber.nullable().optional(),
  tellsParts: z.literal(true).optional(),
  certainty: z.literal(true).optional(),
  passMark: DraftNumber.nullable(),
  shuffleQuestions: z.boolean(),
  shuffleOptions: z.boolean(),
  outageMinutes: DraftNumber.nullable(),
  review: ReviewSettings,
  /** Absent: no limit. */
  opensAt: z.iso.datetime().optional(),
  closesAt: z.iso.datetime().optional(),
  /** Absent: none is asked for. */
  password: draftText(MOST_PASSWORD).optional(),
  /** Line by line, as they were typed; absent: from everywhere. */
  addresses: boundedList(draftText(100), 500).optional(),
  /** By classification; absent: nothing is said. */
  feedback: z.partialRecord(z.enum(BANDS), draftTexts(1_000)).optional(),
});
export type ExamDraft = z.infer<typeof ExamDraft>;

/** What of an exam is set in one place, and so changed, compared and found fault with as one. */
export const DraftField = z.enum([
  'title',
  'summary',
  'blueprint',
  'fixed',
  'papers',
  'minutes',
  'attempts',
  'grading',
  'behaviour',
  'tries',
  'penalty',
  'tellsParts',
  'certainty',
  'passMark',
  'shuffleQuestions',
  'shuffleOptions',
  'outageMinutes',
  'opensAt',
  'closesAt',
  'password',
  'addresses',
  'review',
  'feedback',
]);
export type DraftField = z.infer<typeof DraftField>;

export const DraftFaultCode = z.enum([
  'title_missing',
  'asks_nothing',
  'asks_too_much',
  'topic_unknown',
  'row_twice',
  'row_short',
  'question_unknown',
  'question_retired',
  'question_twice',
  'paper_codes_unread',
  'paper_codes_twice',
  'paper_codes_many',
  'points_wrong',
  'number_wrong',
  'grading_of_one_attempt',
  'certainty_of_tries',
  'tries_untold',
  'key_before_next_attempt',
  'review_never_closes',
  'window_wrong',
  'window_short',
  'password_wrong',
  'password_told',
  'address_unread',
  'addresses_many',
  'outage_outlasts_exam',
  'little_time',
  'options_shuffled',
  'answer_leaks',
]);
export type DraftFaultCode = z.infer<typeof DraftFaultCode>;

/** Something wrong with a draft: what, in which field, or between which two; further members depend on the code. */
export const DraftFault = z.strictObject({
  code: DraftFaultCode,
  fields: z.array(DraftField).min(1).max(2),
  /** Whether it has to be mended before the exam comes into force; else it is a remark. */
  stops: z.boolean(),
  topic: Code.optional(),
  level: Level.optional(),
  question: Code.optional(),
  /** What was typed there; or codes of questions, a few of those that were `found`. */
  text: z.string().optional(),
  wanted: z.int().optional(),
  found: z.int().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
});
export type DraftFault = z.infer<typeof DraftFault>;

/** One who changed a draft, and what. */
const DraftEdit = z.strictObject({
  at: z.iso.datetime(),
  by: PersonName,
  fields: z.array(DraftField),
});

/** A question that a draft asks of everybody, as the bank has it. */
const KnownQuestion = z.strictObject({
  code: Code,
  topic: Code,
  level: Level,
  type: QuestionType,
  stem: LanguageMap,
  retired: z.boolean(),
});

const MadeExamCan = z.strictObject({ edit: z.boolean(), publish: z.boolean(), remove: z.boolean() });

/** `GET /api/made-exams/:code`: an exam made in the browser, as those see it who may edit it. */
export const MadeExam = z.strictObject({
  code: Code,
  owner: OwnerKind,
  /** Rises with each change; a change names the one that it was made to. */
  edition: z.int(),
  draft: ExamDraft,
  lastEdit: DraftEdit,
  fixedQuestions: z.array(KnownQuestion),
  faults: z.array(DraftFault),
  /** What is in force; null: nothing yet. */
  inForce: z
    .strictObject({
      revision: z.int(),
      at: z.iso.datetime(),
      by: PersonName,
      /** What the draft says otherwise, and for whom it will count: whoever starts from then on, or everybody. */
      changes: z.array(z.strictObject({ field: DraftField, for: z.enum(['next-attempts', 'everybody']) })),
    })
    .nullable(),
  /** Newest first. */
  versions: z.array(z.strictObject({ revision: z.int(), at: z.iso.datetime(), by: PersonName })),
  /** Attempts that have been made, and those that are under way. */
  usage: z.strictObject({ attempts: z.int(), open: z.int() }),
  can: MadeExamCan,
});
export type MadeExam = z.infer<typeof MadeExam>;

const MadeExamRow = z.strictObject({
  code: Code,
  owner: OwnerKind,
  edition: z.int(),
  title: ExamDraft.shape.title,
  ...Edited,
  inForce: z.strictObject({ revision: z.int(), at: z.iso.datetime(), questionCount: z.int() }).nullable(),
  can: MadeExamCan,
});

/** `GET /api/made-exams`: those that somebody may edit where they came in, last edited first. */
export const MadeExams = z.strictObject({
  exams: z.array(MadeExamRow),
  /** There are more: these were edited last. */
  more: z.boolean(),
  /** To whom a new one may belong. */
  owners: z.array(OwnerKind),
});
export type MadeExams = z.infer<typeof MadeExams>;

/** `POST /api/made-exams`: a new one, or one that begins as another exam is; answers `MadeExam`. */
export const MakeExam = z.strictObject({ owner: OwnerKind, from: Code.optional() });
export type MakeExam = z.infer<typeof MakeExam>;

/** `PUT /api/made-exams/:code/draft`: answers `MadeExam`. */
export const SaveExamDraft = z.strictObject({ edition: z.int().min(1), draft: ExamDraft });
export type SaveExamDraft = z.infer<typeof SaveExamDraft>;

/** Of a problem `draft_changed`: the exam as it is, and what was changed since the edition that was named. */
export const DraftChanged = z.looseObject({ exam: MadeExam, edits: z.array(DraftEdit) });
export type DraftChanged = z.infer<typeof DraftChanged>;

/** `POST /api/made-exams/:code/publication`, `POST …/removal`: what it is about; the first answers `MadeExam`. */
export const ExamEdition = z.strictObject({ edition: z.int().min(1) });
export type ExamEdition = z.infer<typeof ExamEdition>;

/** `GET /api/made-exams/:code/versions/:revision` */
export const ExamVersion = z.strictObject({ revision: z.int(), draft: ExamDraft });
export type ExamVersion = z.infer<typeof ExamVersion>;

/** `GET /api/made-exams/:code/bank`: what its questions may come from. */
export const ExamBank = z.strictObject({
  programmes: z.array(
    z.strictObject({
      code: Code,
      title: LanguageMap,
      topics: z.array(
        z.strictObject({
          code: Code,
          title: LanguageMap,
          cells: z.array(z.strictObject({ level: Level, count: z.int() })),
        }),
      ),
    }),
  ),
});
export type ExamBank = z.infer<typeof ExamBank>;

/** `GET /api/made-exams/:code/questions?text=&topic=&level=&type=&after=` */
export const BankQuestionsQuery = z.strictObject({
  text: z.string().trim().max(200).default(''),
  topic: Code.optional(),
  level: Level.optional(),
  type: QuestionType.optional(),
  /** `next` of the answer before. */
  after: z.string().max(300).optional(),
});

/** Without the key: how a learner is shown each. */
export const BankQuestions = z.strictObject({
  questions: z.array(shownQuestion({ code: Code, topic: Code, level: Level, stem: LanguageMap })),
  /** From where to go on; null: that was all. A page may be short, or empty, and others follow. */
  next: z.string().nullable(),
});
export type BankQuestions = z.infer<typeof BankQuestions>;

/** `GET /api/made-exams/:code/preview?seed=`: a paper as a learner sees it, which counts nowhere. */
export const ExamPreviewQuery = z.strictObject({
  seed: PaperSeed,
});
export const ExamPreview = z.strictObject({ questions: LearnerAttempt.shape.questions });
export type ExamPreview = z.infer<typeof ExamPreview>;
