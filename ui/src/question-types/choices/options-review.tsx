import { Localised } from '../../components/localised.tsx';
import type { ReviewProps } from '../face.ts';
import { OptionLine, OptionLines } from './option-line.tsx';
import { letterAt } from './option-rows.tsx';

type Props = ReviewProps<'single-choice' | 'multiple-choice'>;

/** All options, with those that were chosen and those that are right. */
export const OptionsReview = ({ question: { options, response, key } }: Props) => (
  <OptionLines>
    {options.map(({ id, text }, position) => (
      <OptionLine
        key={id}
        letter={letterAt(position)}
        isChosen={response?.selected.includes(id) ?? false}
        isKey={key?.includes(id) ?? false}
      >
        <Localised text={text} />
      </OptionLine>
    ))}
  </OptionLines>
);
