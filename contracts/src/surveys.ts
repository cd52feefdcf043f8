import { z } from 'zod';
import {
  MOST_SURVEY_OPTIONS,
  MOST_SURVEY_QUESTIONS,
  MOST_SURVEY_TEXT,
  MOST_TEXT_QUESTIONS,
} from './survey-bounds.ts';
import { boundedList, Code, freeText } from './vocabulary.ts';

export * from './survey-bounds.ts';

const asked = { text: freeText(1, 500), required: z.boolean() };
const options = boundedList(freeText(1, 200), MOST_SURVEY_OPTIONS, 2);

export const SurveyQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scale'), ...asked, low: freeText(1, 100), high: freeText(1, 100) }),
  z.strictObject({ kind: z.literal('single'), ...asked, options }),
  z.strictObject({ kind: z.literal('multiple'), ...asked, options }),
  z.strictObject({ kind: z.literal('text'), ...asked }),
]);
export type SurveyQuestion = z.infer<typeof SurveyQuestion>;

/** What those write who make a survey. */
const Written = {
  title: freeText(3, 200),
  intro: freeText(0, 2_000),
  questions: boundedList(SurveyQuestion, MOST_SURVEY_QUESTIONS, 1).refine(
    (questions) => questions.filter(({ kind }) => kind === 'text').length <= MOST_TEXT_QUESTIONS,
    'has too many questions that are answered in words',
  ),
  /** Null: it opens as soon as it is published, and closes when somebody closes it. */
  opensAt: z.iso.datetime().nullable(),
  closesAt: z.iso.datetime().nullable(),
};
const hasWindow = ({ opensAt, closesAt }: { opensAt: string | null; closesAt: string | null }): boolean =>
  opensAt === null || closesAt === null || Date.parse(opensAt) < Date.parse(closesAt);
const WINDOW = { error: 'closes before it opens', path: ['closesAt'] };

/** `POST /api/classes/:code/surveys` */
export const WriteSurvey = z.strictObject(Written).refine(hasWindow, WINDOW);
export type WriteSurvey = z.infer<typeof WriteSurvey>;

/** `PUT /api/classes/:code/surveys/:survey`: over the change that it was made from. */
export const ChangeSurvey = z.strictObject({ ...Written, change: z.int() }).refine(hasWindow, WINDOW);

/** `POST /api/classes/:code/surveys/:survey/publication`: what it says at that change is what is asked. */
export const PublishSurvey = z.strictObject({ change: z.int() });

/**
 * An answer: a step of a scale from 1, an option from 0, options, words. Null: the question is passed over. Which of
 * them a question takes is for the server to say.
 */
const SurveyAnswer = z.union([
  z.null(),
  z.int().min(0).max(MOST_SURVEY_OPTIONS),
  boundedList(z.int().min(0).max(MOST_SURVEY_OPTIONS), MOST_SURVEY_OPTIONS, 1),
  freeText(1, MOST_SURVEY_TEXT),
]);
export type SurveyAnswer = z.infer<typeof SurveyAnswer>;

/** `POST /api/classes/:code/surveys/:survey/answers`: one for each question, in their order. */
export const AnswerSurvey = z.strictObject({ answers: boundedList(SurveyAnswer, MOST_SURVEY_QUESTIONS, 1) });

export const SurveyState = z.enum(['draft', 'upcoming', 'open', 'closed']);
export type SurveyState = z.infer<typeof SurveyState>;

const SurveyHead = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: SurveyState,
  opensAt: z.iso.datetime().nullable(),
  closesAt: z.iso.datetime().nullable(),
  /** By whoever looks. */
  answered: z.boolean(),
  /** How many have answered; null: for those who look after the class alone. */
  answers: z.int().nullable(),
});

/** `GET /api/classes/:code/surveys`: the newest first. */
export const SurveyList = z.strictObject({
  code: Code,
  surveys: z.array(SurveyHead),
  can: z.strictObject({ make: z.boolean() }),
});
export type SurveyList = z.infer<typeof SurveyList>;

/** `GET /api/classes/:code/surveys/:survey`, which all that is done to one answers as well. */
export const Survey = SurveyHead.extend({
  intro: z.string(),
  questions: z.array(SurveyQuestion),
  change: z.int(),
  can: z.strictObject({
    answer: z.boolean(),
    edit: z.boolean(),
    close: z.boolean(),
    seeResults: z.boolean(),
  }),
});
export type Survey = z.infer<typeof Survey>;

const Asked = { text: z.string(), given: z.int() };

/** What came of a question. */
const QuestionResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scale'),
    ...Asked,
    low: z.string(),
    high: z.string(),
    counts: z.array(z.int()),
    mean: z.number(),
  }),
  z.strictObject({
    kind: z.literal('options'),
    ...Asked,
    options: z.array(z.string()),
    counts: z.array(z.int()),
  }),
  z.strictObject({ kind: z.literal('text'), ...Asked, texts: z.array(z.string()) }),
  /** Fewer have answered it than anything is shown of. */
  z.strictObject({ kind: z.literal('withheld'), text: z.string() }),
]);
export type QuestionResult = z.infer<typeof QuestionResult>;

/** `GET /api/classes/:code/surveys/:survey/results`: sums alone, nothing of which belongs to anybody. */
export const SurveyResults = z.strictObject({
  title: z.string(),
  answers: z.int(),
  /** Null: so few have answered that nothing is shown. */
  questions: z.array(QuestionResult).nullable(),
});
export type SurveyResults = z.infer<typeof SurveyResults>;
