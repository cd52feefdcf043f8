import { OptionRows } from '../choices/option-rows.tsx';
import type { AnswerProps } from '../face.ts';

export const SingleChoice = ({ question, response, onAnswer }: AnswerProps<'single-choice'>) => (
  <OptionRows
    type="radio"
    question={question}
    selected={response.selected}
    onChange={(id) => onAnswer({ ...response, selected: [id] })}
  />
);
