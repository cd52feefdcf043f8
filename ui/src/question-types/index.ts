import type { QuestionType } from '@chuyen-de/question-types';
import { blank as multipleChoice } from '@chuyen-de/question-types/multiple-choice/blank';
import { blank as shortAnswer } from '@chuyen-de/question-types/short-answer/blank';
import { blank as singleChoice } from '@chuyen-de/question-types/single-choice/blank';
import { blank as trueFalse } from '@chuyen-de/question-types/true-false/blank';
import { OptionsReview } from './choices/options-review.tsx';
import type { Face } from './face.ts';
import { MultipleChoice } from './multiple-choice/answer.tsx';
import { ShortAnswer } from './short-answer/answer.tsx';
import { ShortAnswerReview } from './short-answer/review.tsx';
import { SingleChoice } from './single-choice/answer.tsx';
import { TrueFalse } from './true-false/answer.tsx';
import { TrueFalseReview } from './true-false/review.tsx';

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
};

/** How a question looks whose type is known at run time alone; what it is given is of that type. */
export const faceOf = (type: QuestionType): Face<QuestionType> =>
  FACES[type] as unknown as Face<QuestionType>;
