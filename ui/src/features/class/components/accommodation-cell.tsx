import type { ClassRow } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './class-table.module.css';
import { useRowName } from './row-cells.tsx';

export function AccommodationCell({ row, onAdjust }: { row: ClassRow; onAdjust: (row: ClassRow) => void }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const nameOf = useRowName();
  return (
    <>
      {row.accommodation && (
        <span className={classes.soft}>
          <FormattedMessage
            id="class.adjusted"
            values={{
              factor: number(row.accommodation.timeMultiplier),
              attempts: row.accommodation.extraAttempts,
            }}
          />
        </span>
      )}
      <Button
        look="quiet"
        aria-haspopup="dialog"
        aria-label={formatMessage({ id: 'class.adjustOf' }, { name: nameOf(row) })}
        onClick={() => onAdjust(row)}
      >
        <FormattedMessage id="class.adjust" />
      </Button>
    </>
  );
}
