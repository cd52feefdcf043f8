import { FormattedMessage } from 'react-intl';
import { Icon } from './icon.tsx';
import classes from './pass-mark.module.css';

/** Whether a score passes: in words and sign, not by colour alone. */
export function PassMark({ passed }: { passed: boolean }) {
  return (
    <span className={passed ? classes.passed : classes.failed}>
      <Icon name={passed ? 'check' : 'cross'} />
      <FormattedMessage id={passed ? 'app.passed' : 'app.failed'} />
    </span>
  );
}
