import type { Certainty } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import classes from './question-view.module.css';

const CERTAINTIES = [1, 2, 3] as const satisfies readonly Certainty[];

/** How certain somebody is of an answer, with what each certainty earns and costs. */
export const CertaintyChoice = ({
  chosen,
  onCertain,
}: {
  chosen: Certainty;
  onCertain: (certainty: Certainty) => void;
}) => (
  <fieldset className={classes.certainty}>
    <legend>
      <FormattedMessage id="takeExam.certainty" />
    </legend>
    {CERTAINTIES.map((certainty) => (
      <label key={certainty} className={classes.certain}>
        <input
          type="radio"
          name="certainty"
          checked={chosen === certainty}
          onChange={() => onCertain(certainty)}
        />
        <span>
          <FormattedMessage id={`takeExam.certainty.${certainty}`} />{' '}
          <span className={classes.once}>
            <FormattedMessage id={`takeExam.certainty.marks.${certainty}`} />
          </span>
        </span>
      </label>
    ))}
  </fieldset>
);
