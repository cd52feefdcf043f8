import type { WhichAttempts } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../../components/choice.tsx';
import { useAddressChoice } from '../use-address-choice.ts';
import classes from './charts.module.css';

const WHICH = ['first', 'all'] as const satisfies WhichAttempts[];

const useAttemptsChoice = () => useAddressChoice('attempts', WHICH, 'first');

/** Which attempts count, by the page's address: first ones unless the reader wants all. */
export const useAttempts = (): WhichAttempts => useAttemptsChoice()[0];

/** Lets the reader say which attempts count. */
export function AttemptsChoice() {
  const { formatMessage } = useIntl();
  const [attempts, choose] = useAttemptsChoice();
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
