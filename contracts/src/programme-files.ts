import { authoredQuestion } from '@chuyen-de/question-types';
import { z } from 'zod';
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
  date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
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
  explanation: LanguageMap,
  source: SourceClause,
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

/** When a learner may see what: nothing, the score alone, or each question; see `ReviewSettings`. */
export const ReviewSettings = z.strictObject({
  /** Own answers and whether they are right. */
  answers: z.boolean(),
  /** The key of each question. */
  key: z.boolean(),
  /** Explanation and source clause. */
  explanation: z.boolean(),
});

export const ExamFile = z
  .strictObject({
    code: Code,
    title: LanguageMap,
    summary: LanguageMap,
    blueprint: z.array(BlueprintRow),
    /** Questions of every paper, beside those that are drawn. Without a default, so that exams of before stay the same. */
    fixed: z.array(FixedQuestion).min(1).optional(),
    minutes: z.int().min(1).max(600),
    /** Attempts per person; absent: no limit. */
    attempts: z.int().min(1).optional(),
    /** Which attempt's score counts. */
    grading: z.enum(['highest', 'average', 'first', 'last']).default('highest'),
    /** Pass mark on the scale 0–10, with one decimal like the marks that are compared with it. */
    passMark: z.number().min(0).max(10).multipleOf(0.1),
    shuffleQuestions: z.boolean().default(true),
    shuffleOptions: z.boolean().default(true),
    /** How long after the end answers logged on the device before it are still taken, in minutes. */
    outageMinutes: z.int().min(0).max(1440).default(30),
    review: ReviewSettings,
  })
  .refine(({ blueprint, fixed }) => blueprint.length > 0 || fixed !== undefined, {
    path: ['blueprint'],
    message: 'an exam asks something: rows of a blueprint, fixed questions, or both',
  });
export type ExamFile = z.infer<typeof ExamFile>;
export const ExamsFile = z.array(ExamFile);
