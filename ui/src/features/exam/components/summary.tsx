import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Progress } from '../../../components/progress.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import type { PaletteCell } from './palette-cells.ts';
import classes from './summary.module.css';

function Questions({
  message,
  cells,
  onGoTo,
}: {
  message: 'takeExam.summary.blanks' | 'takeExam.summary.flagged';
  cells: PaletteCell[];
  onGoTo: (number: number) => void;
}) {
  const { formatMessage } = useIntl();
  if (cells.length === 0) return null;
  return (
    <div className={classes.group}>
      <p>
        <FormattedMessage id={message} values={{ count: cells.length }} />
      </p>
      <ul className={classes.numbers}>
        {cells.map(({ number }) => (
          <li key={number}>
            <Button
              aria-label={formatMessage({ id: 'takeExam.summary.goTo' }, { number })}
              onClick={() => onGoTo(number)}
            >
              {number}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is still blank or flagged, before handing in. */
export function Summary({
  cells,
  onGoTo,
  onSubmit,
}: {
  cells: PaletteCell[];
  onGoTo: (number: number) => void;
  onSubmit: () => void;
}) {
  const heading = useFocusOnArrival();
  const { formatMessage } = useIntl();
  const blanks = cells.filter((cell) => !cell.answered);
  const answered = cells.length - blanks.length;
  return (
    <section className={classes.summary}>
      <h2 ref={heading} tabIndex={-1}>
        <FormattedMessage id="takeExam.summary.title" />
      </h2>
      <Progress
        aria-label={formatMessage({ id: 'takeExam.palette.count' }, { answered, count: cells.length })}
        value={answered}
        max={cells.length}
      />
      {blanks.length === 0 && (
        <p>
          <FormattedMessage id="takeExam.summary.complete" values={{ count: cells.length }} />
        </p>
      )}
      <Questions message="takeExam.summary.blanks" cells={blanks} onGoTo={onGoTo} />
      <Questions
        message="takeExam.summary.flagged"
        cells={cells.filter((cell) => cell.flagged)}
        onGoTo={onGoTo}
      />
      <Button look="main" className={classes.submit} aria-haspopup="dialog" onClick={onSubmit}>
        <FormattedMessage id="takeExam.submit" />
      </Button>
    </section>
  );
}
