import type { Score } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { bandOf } from '@chuyen-de/contracts/bands';
import { Icon } from './icon.tsx';
import classes from './pass-mark.module.css';

/** Whether a score passes, and how well: in words and sign, not by colour alone. */
export function PassMark({ score }: { score: Score }) {
  return (
    <span className={score.passed ? classes.passed : classes.failed}>
      <Icon name={score.passed ? 'check' : 'cross'} />
      <FormattedMessage id={`app.band.${bandOf(score)}`} />
    </span>
  );
}
