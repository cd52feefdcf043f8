import type { ClassRow } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import classes from './class-table.module.css';
import { NO_ACCOMMODATION } from '../class-rows.ts';

/** What somebody has been given; without `onAdjust` it cannot be changed. */
export function AccommodationCell({
  row,
  onAdjust,
}: {
  row: ClassRow;
  onAdjust: ((row: ClassRow) => void) | undefined;
}) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const nameOf = useLearnerName();
  const { timeMultiplier, extraAttempts, anywhere } = row.accommodation ?? NO_ACCOMMODATION;
  return (
    <>
      {timeMultiplier !== 1 && (
        <span className={classes.soft}>
          <FormattedMessage id="class.adjusted.time" values={{ factor: number(timeMultiplier) }} />
        </span>
      )}
      {extraAttempts > 0 && (
        <span className={classes.soft}>
          <FormattedMessage id="class.adjusted.attempts" values={{ count: extraAttempts }} />
        </span>
      )}
      {anywhere && (
        <span className={classes.soft}>
          <FormattedMessage id="class.adjusted.anywhere" />
        </span>
      )}
      {onAdjust && (
        <Button
          look="quiet"
          aria-haspopup="dialog"
          aria-label={formatMessage({ id: 'class.adjustOf' }, { name: nameOf(row.person) })}
          onClick={() => onAdjust(row)}
        >
          <FormattedMessage id="class.adjust" />
        </Button>
      )}
    </>
  );
}
