import { FormattedMessage } from 'react-intl';
import { OptionLine, OptionLines } from '../choices/option-line.tsx';
import type { ReviewProps } from '../face.ts';
import { VERDICTS } from './answer.tsx';

export const TrueFalseReview = ({ question: { response, key } }: ReviewProps<'true-false'>) => (
  <OptionLines>
    {VERDICTS.map(({ value, word }) => (
      <OptionLine key={word} isChosen={response?.value === value} isKey={key === value}>
        <FormattedMessage id={word} />
      </OptionLine>
    ))}
  </OptionLines>
);
