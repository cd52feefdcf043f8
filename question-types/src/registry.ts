import { cloze } from './cloze/index.ts';
import { essay } from './essay/index.ts';
import { matching } from './matching/index.ts';
import { multipleChoice } from './multiple-choice/index.ts';
import { numeric } from './numeric/index.ts';
import { ordering } from './ordering/index.ts';
import { shortAnswer } from './short-answer/index.ts';
import { singleChoice } from './single-choice/index.ts';
import { trueFalse } from './true-false/index.ts';

/** Every type of question by its name. */
export const QUESTION_TYPES = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  'short-answer': shortAnswer,
  numeric,
  matching,
  ordering,
  cloze,
  essay,
};
