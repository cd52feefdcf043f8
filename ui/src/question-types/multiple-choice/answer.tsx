import { OptionRows } from '../choices/option-rows.tsx';
import type { AnswerProps } from '../face.ts';

export function MultipleChoice({ question, response, onAnswer }: AnswerProps<'multiple-choice'>) {
  const ids = question.options.map(({ id }) => id);
  return (
    <OptionRows
      type="checkbox"
      question={question}
      selected={response.selected}
      onChange={(id, on) =>
        // In the paper's order, so that equal choices are equal whatever the order of tapping.
        onAnswer({
          ...response,
          selected: ids.filter((one) => (one === id ? on : response.selected.includes(one))),
        })
      }
    />
  );
}
