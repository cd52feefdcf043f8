import type { WhichAttempts } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'wouter';
import { Choice } from '../../../components/choice.tsx';
import classes from './charts.module.css';

const WHICH = ['first', 'all'] as const satisfies WhichAttempts[];

/** Which attempts count, by the page's address: first ones unless the reader wants all. */
export function useAttempts(): WhichAttempts {
  const [parameters] = useSearchParams();
  return parameters.get('attempts') === 'all' ? 'all' : 'first';
}

/** Lets the reader say which attempts count. */
export function AttemptsChoice() {
  const { formatMessage } = useIntl();
  const attempts = useAttempts();
  const [parameters, setParameters] = useSearchParams();
  const choose = (next: WhichAttempts) => {
    const changed = new URLSearchParams(parameters);
    changed.set('attempts', next);
    setParameters(changed, { replace: true });
  };
  return (
    <div className={classes.choice}>
      <Choice
        label={formatMessage({ id: 'records.attempts' })}
        value={attempts}
        onChange={choose}
        options={WHICH.map((value) => ({
          value,
          label: formatMessage({ id: `records.attempts.${value}` }),
        }))}
      />
      <p className={classes.note}>
        <FormattedMessage id="records.attempts.why" />
      </p>
    </div>
  );
}
