import { authoredQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
import { BANDS } from './bands.ts';
import { isCalendarDate } from './calendar-date.ts';
import {
  isFormerReview,
  PARTS_DURING,
  REVIEW_PARTS,
  reviewByMoment,
  type ReviewPart,
} from './review-parts.ts';
import { ExamPassword, MOST_ADDRESSES, NetworkAddress } from './exam-entry.ts';
import { FixedPapers } from './paper-codes.ts';
import { LEAST_TRIES, MOST_HINTS, MOST_TRIES } from './tries.ts';
import { Code, LanguageMap, Level } from './vocabulary.ts';

/**
 * The files of a programme's folder, as `npm run admin -- import FOLDER` reads them:
 * `programme.yaml`, `sources.yaml`, `exams.yaml`, and for each topic a folder
 * `topics/<folder>/` with `topic.yaml`, `lecture.vi.md` (and `lecture.en.md` where there is one) and `questions.yaml`.
 */
export const ProgrammeFile = z.strictObject({
  code: Code,
  title: LanguageMap,
  summary: LanguageMap,
  /** Rising whole number; importing a higher one makes new revisions of what changed. */
  version: z.int().min(1),
  /** Names of the folders under `topics/`, in teaching order. */
  topics: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/)).min(1),
});

/** A public document that lectures and questions lean on. */
export const SourceFile = z.strictObject({
  id: Code,
  title: LanguageMap,
  /** The document's own number, `52/2010/QH12` for one; absent for books. */
  number: z.string().min(1).optional(),
  /** Date of adoption or publication, as precise as is known: yyyy, yyyy-mm or yyyy-mm-dd. */
  date: z.string().refine(isCalendarDate, 'is no date of the calendar'),
  /** Which text of it: the edition, or "as amended by …". */
  version: z.string().min(1),
  publisher: z.string().min(1).optional(),
});
export const SourcesFile = z.array(SourceFile).min(1);

/** Where in a source: `Điều 2, khoản 1` or `tr. 88`. */
export const SourceClause = z.strictObject({ source: Code, clause: z.string().min(1) });
export type SourceClause = z.infer<typeof SourceClause>;

export const TopicFile = z.strictObject({
  code: Code,
  title: LanguageMap,
  summary: LanguageMap,
  objectives: z.array(LanguageMap).min(1),
  readingList: z.array(
    z.strictObject({ source: Code, clause: z.string().min(1).optional(), note: LanguageMap.optional() }),
  ),
});

/** A question of any type: what its type has (`question-types/`), and what every question has. */
export const QuestionFile = authoredQuestion({
  code: Code,
  level: Level,
  stem: LanguageMap,
  explanation: LanguageMap.optional(),
  source: SourceClause.optional(),
  /** What it leans on, in words, where nobody has said which document that is. */
  sourceText: z.string().min(1).max(2_000).optional(),
  /** Told one by one after wrong tries, where the exam lets an answer be tried several times. */
  hints: z.array(LanguageMap).min(1).max(MOST_HINTS).optional(),
});
export type QuestionFile = z.infer<typeof QuestionFile>;
export const QuestionsFile = z.array(QuestionFile).min(1);

/** How many questions to draw of a topic at a level. */
export const BlueprintRow = z.strictObject({
  topic: Code,
  level: Level,
  count: z.int().min(1),
  /** What each of them is worth; absent: one point. Without a default, so that exams of before stay the same. */
  points: z.number().positive().max(100).multipleOf(0.01).optional(),
});
export type BlueprintRow = z.infer<typeof BlueprintRow>;

/** A question that every paper has. */
export const FixedQuestion = z.strictObject({
  /** The question's own. */
  topic: Code,
  question: Code,
  /** What it is worth; absent: one point. */
  points: BlueprintRow.shape.points,
});
export type FixedQuestion = z.infer<typeof FixedQuestion>;

const parts = (of: readonly ReviewPart[]) => z.array(z.enum(of)).max(REVIEW_PARTS.length);
const AllParts = parts(REVIEW_PARTS);

/** What a learner may see of an attempt, by moment. Exams of before say it without moments. */
export const ReviewSettings = z.preprocess(
  (review) =>
    typeof review === 'object' && review !== null && isFormerReview(review) ? reviewByMoment(review) : review,
  z.strictObject({
    during: parts(PARTS_DURING).transform((all): ReviewPart[] => all),
    submitted: AllParts,
    open: AllParts,
    closed: AllParts,
  }),
);
export type ReviewSettings = z.infer<typeof ReviewSettings>;

/** With any offset; kept in universal time. */
const Moment = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

/** What is said to a learner about how a score is classified. */
const Feedback = z.partialRecord(z.enum(BANDS), LanguageMap);

/** How questions of an exam are answered, where they are not all marked at the end. */
export const Behaviour = z.enum(['immediate', 'interactive']);

/** What says against several tries at an answer, and what of them is said where there is one. */
function triesFaults(exam: {
  behaviour?: z.infer<typeof Behaviour> | undefined;
  certainty?: true | undefined;
  tries?: number | undefined;
  penalty?: number | undefined;
  tellsParts?: true | undefined;
  review: ReviewSettings;
}): { path: string[]; message: string }[] {
  if (exam.behaviour !== 'interactive')
    return (['tries', 'penalty', 'tellsParts'] as const)
      .filter((field) => exam[field] !== undefined)
      .map((field) => ({ path: [field], message: `"${field}" is said of "behaviour: interactive" alone` }));
  return [
    ...(exam.certainty
      ? [{ path: ['certainty'], message: '"certainty" and "behaviour: interactive" cannot both be' }]
      : []),
    ...(exam.review.during.includes('correctness')
      ? []
      : [
          {
            path: ['review', 'during'],
            message: '"behaviour: interactive" needs "correctness" to be shown during the attempt',
          },
        ]),
  ];
}

export const ExamFile = z
  .strictObject({
    code: Code,
    title: LanguageMap,
    summary: LanguageMap,
    blueprint: z.array(BlueprintRow),
    /** Questions of every paper, beside those that are drawn. Without a default, so that exams of before stay the same. */
    fixed: z.array(FixedQuestion).min(1).optional(),
    /** Fixed papers, of which each learner gets one; absent: a paper is drawn for each. */
    papers: FixedPapers.optional(),
    minutes: z.int().min(1).max(600),
    /** Attempts per person; absent: no limit. */
    attempts: z.int().min(1).optional(),
    /** Which attempt's score counts. */
    grading: z.enum(['highest', 'average', 'first', 'last']).default('highest'),
    /** Absent: all questions are marked at the end. `immediate`: each may be checked, once; `interactive`: several times. */
    behaviour: Behaviour.optional(),
    /** How often an answer may be tried, and what each further try costs in per cent. Of `interactive` alone. */
    tries: z.int().min(LEAST_TRIES).max(MOST_TRIES).optional(),
    penalty: z.int().min(0).max(100).optional(),
    /** It is told which parts of an answer are right, while it may be tried again. Of `interactive` alone. */
    tellsParts: z.literal(true).optional(),
    /** Learners say of each answer how certain they are, which weighs what it earns. */
    certainty: z.literal(true).optional(),
    /** Pass mark on the scale 0–10, with one decimal like the marks that are compared with it. */
    passMark: z.number().min(0).max(10).multipleOf(0.1),
    shuffleQuestions: z.boolean().default(true),
    shuffleOptions: z.boolean().default(true),
    /** How long after the end answers logged on the device before it are still taken, in minutes. */
    outageMinutes: z.int().min(0).max(1440).default(30),
    /** From when on it may be begun, and from when on no more; a begun attempt is due when it closes at the latest. */
    opensAt: Moment.optional(),
    closesAt: Moment.optional(),
    /** What learners type before they begin; absent: nothing. */
    password: ExamPassword.optional(),
    /** From where alone it is begun and taken up on another device; absent: from everywhere. */
    addresses: z.array(NetworkAddress).min(1).max(MOST_ADDRESSES).optional(),
    review: ReviewSettings,
    feedback: Feedback.optional(),
  })
  .refine(({ blueprint, fixed }) => blueprint.length > 0 || fixed !== undefined, {
    path: ['blueprint'],
    message: 'an exam asks something: rows of a blueprint, fixed questions, or both',
  })
  .superRefine((exam, ctx) => {
    for (const { path, message } of triesFaults(exam)) ctx.addIssue({ code: 'custom', path, message });
  });
export type ExamFile = z.infer<typeof ExamFile>;
export const ExamsFile = z.array(ExamFile);
