import { FormattedMessage } from 'react-intl';
import { OptionRow } from '../choices/option-row.tsx';
import type { AnswerProps } from '../face.ts';

export const VERDICTS = [
  { value: true, word: 'question.true' },
  { value: false, word: 'question.false' },
] as const;

export const TrueFalse = ({ question, response, onAnswer }: AnswerProps<'true-false'>) =>
  VERDICTS.map(({ value, word }) => (
    <OptionRow
      key={word}
      type="radio"
      name={`slot-${question.slot}`}
      checked={response.value === value}
      onChange={() => onAnswer({ ...response, value })}
    >
      <FormattedMessage id={word} />
    </OptionRow>
  ));
