import type { QuestionType } from '@chuyen-de/question-types';
import { clozeEditor } from './cloze/editor.tsx';
import type { TypeEditor } from './editing.tsx';
import { essayEditor } from './essay/editor.tsx';
import { matchingEditor } from './matching/editor.tsx';
import { multipleChoiceEditor } from './multiple-choice/editor.tsx';
import { numericEditor } from './numeric/editor.tsx';
import { orderingEditor } from './ordering/editor.tsx';
import { shortAnswerEditor } from './short-answer/editor.tsx';
import { singleChoiceEditor } from './single-choice/editor.tsx';
import { trueFalseEditor } from './true-false/editor.tsx';

/** How each type of question is written. */
const EDITORS: { [Type in QuestionType]: TypeEditor<Type> } = {
  'single-choice': singleChoiceEditor,
  'multiple-choice': multipleChoiceEditor,
  'true-false': trueFalseEditor,
  'short-answer': shortAnswerEditor,
  numeric: numericEditor,
  matching: matchingEditor,
  ordering: orderingEditor,
  cloze: clozeEditor,
  essay: essayEditor,
};

/** How a question is written whose type is known at run time alone. */
export const editorOf = (type: QuestionType): TypeEditor<QuestionType> => EDITORS[type];
