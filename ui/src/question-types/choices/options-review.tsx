import { FormattedMessage } from 'react-intl';
import { Icon } from '../../components/icon.tsx';
import { Localised } from '../../components/localised.tsx';
import type { ReviewProps } from '../face.ts';
import { letterAt } from './option-rows.tsx';
import classes from './options-review.module.css';

type Props = ReviewProps<'single-choice' | 'multiple-choice'>;

function Marks({ isChosen, isKey }: { isChosen: boolean; isKey: boolean }) {
  return (
    <span className={classes.marks}>
      {isChosen && (
        <span className={classes.yours}>
          <FormattedMessage id="result.yours" />
        </span>
      )}
      {isKey && (
        <span className={classes.key}>
          <Icon name="check" />
          <FormattedMessage id="result.key" />
        </span>
      )}
    </span>
  );
}

/** All options, with those that were chosen and those that are right. */
export const OptionsReview = ({ question: { options, response, key } }: Props) => (
  <ul className={classes.options}>
    {options.map(({ id, text }, position) => {
      const isChosen = response?.selected.includes(id) ?? false;
      const isKey = key?.includes(id) ?? false;
      return (
        <li
          key={id}
          className={classes.option}
          data-key={isKey || undefined}
          data-chosen={isChosen || undefined}
        >
          <span className={classes.letter} aria-hidden="true">
            {letterAt(position)}
          </span>
          <span>
            <Localised text={text} />
          </span>
          <Marks isChosen={isChosen} isKey={isKey} />
        </li>
      );
    })}
  </ul>
);
