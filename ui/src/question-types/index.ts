import type { QuestionType } from '@chuyen-de/question-types';
import { blank as cloze } from '@chuyen-de/question-types/cloze/blank';
import { blank as essay } from '@chuyen-de/question-types/essay/blank';
import { blank as matching } from '@chuyen-de/question-types/matching/blank';
import { blank as multipleChoice } from '@chuyen-de/question-types/multiple-choice/blank';
import { blank as numeric } from '@chuyen-de/question-types/numeric/blank';
import { blank as ordering } from '@chuyen-de/question-types/ordering/blank';
import { blank as shortAnswer } from '@chuyen-de/question-types/short-answer/blank';
import { blank as singleChoice } from '@chuyen-de/question-types/single-choice/blank';
import { blank as trueFalse } from '@chuyen-de/question-types/true-false/blank';
import { later } from '../components/later.tsx';
import { OptionsReview } from './choices/options-review.tsx';
import type { Face, Look, LookWithParts } from './face.ts';
import { MultipleChoice } from './multiple-choice/answer.tsx';
import { ShortAnswer } from './short-answer/answer.tsx';
import { ShortAnswerReview } from './short-answer/review.tsx';
import { SingleChoice } from './single-choice/answer.tsx';
import { TrueFalse } from './true-false/answer.tsx';
import { TrueFalseReview } from './true-false/review.tsx';

/** The look of a type, from a file of its own. */
const lookOf = <Type extends QuestionType>(
  load: () => Promise<Look<Type>>,
): Look<Type> & { load: () => Promise<unknown> } => ({
  Answer: later(async () => (await load()).Answer),
  Review: later(async () => (await load()).Review),
  load,
});

/** The same of a type whose answers have parts. */
const lookWithParts = <Type extends QuestionType>(
  load: () => Promise<LookWithParts<Type>>,
): LookWithParts<Type> & { load: () => Promise<unknown> } => ({
  ...lookOf(load),
  Parts: later(async () => (await load()).Parts),
});

/** How each type of question looks. */
const FACES: { [Type in QuestionType]: Face<Type> } = {
  'single-choice': {
    blank: singleChoice,
    hint: 'takeExam.chooseOne',
    clear: 'takeExam.clear',
    Answer: SingleChoice,
    Review: OptionsReview,
  },
  'multiple-choice': {
    blank: multipleChoice,
    hint: 'takeExam.chooseAll',
    clear: 'takeExam.clear',
    Answer: MultipleChoice,
    Review: OptionsReview,
  },
  'true-false': {
    blank: trueFalse,
    hint: 'question.judge',
    clear: 'takeExam.clear',
    Answer: TrueFalse,
    Review: TrueFalseReview,
  },
  'short-answer': {
    blank: shortAnswer,
    hint: 'question.text.hint',
    clear: 'question.text.clear',
    Answer: ShortAnswer,
    Review: ShortAnswerReview,
  },
  numeric: {
    blank: numeric,
    hint: 'question.number.hint',
    clear: 'question.text.clear',
    ...lookOf(() => import('./numeric/look.tsx')),
  },
  matching: {
    blank: matching,
    hint: 'question.match.hint',
    clear: 'takeExam.clear',
    ...lookWithParts(() => import('./matching/look.tsx')),
  },
  ordering: {
    blank: ordering,
    hint: 'question.order.hint',
    clear: 'question.order.clear',
    ...lookWithParts(() => import('./ordering/look.tsx')),
  },
  cloze: {
    blank: cloze,
    hint: 'question.gap.hint',
    clear: 'question.text.clear',
    ...lookWithParts(() => import('./cloze/look.tsx')),
  },
  essay: {
    blank: essay,
    hint: 'question.essay.hint',
    clear: 'question.text.clear',
    ...lookOf(() => import('./essay/look.tsx')),
  },
};

/** How a question looks whose type is known at run time alone; what it is given is of that type. */
export const faceOf = (type: QuestionType): Face<QuestionType> =>
  FACES[type] as unknown as Face<QuestionType>;

/** Fetches what questions look like before they are shown: the network may be gone by then. */
export function fetchLooks(questions: readonly { type: QuestionType }[]): void {
  for (const type of new Set(questions.map((question) => question.type)))
    // Whoever shows the question tries again, and says so where it fails.
    faceOf(type)
      .load?.()
      .catch(() => undefined);
}

export const TYPE_NAMES = Object.keys(FACES) as QuestionType[];
