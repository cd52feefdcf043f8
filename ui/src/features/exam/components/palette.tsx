import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { LanguageSwitch } from '../../../components/language-switch.tsx';
import type { PaletteCell } from './palette-cells.ts';
import classes from './palette.module.css';

/** "Câu 5, đã trả lời, gắn cờ": all that the cell shows. */
function useCellName() {
  const { formatMessage } = useIntl();
  return (cell: PaletteCell) =>
    [
      formatMessage({ id: 'takeExam.questionHeading' }, { number: cell.number }),
      formatMessage({ id: cell.answered ? 'takeExam.palette.answered' : 'takeExam.palette.blank' }),
      ...(cell.flagged ? [formatMessage({ id: 'takeExam.palette.flagged' })] : []),
    ].join(', ');
}

function Cell({ cell, onGoTo }: { cell: PaletteCell; onGoTo: (number: number) => void }) {
  const nameOf = useCellName();
  return (
    <li>
      <button
        type="button"
        className={classes.cell}
        data-answered={cell.answered || undefined}
        aria-current={cell.current ? 'step' : undefined}
        aria-label={nameOf(cell)}
        onClick={() => onGoTo(cell.number)}
      >
        {cell.number}
        {cell.answered && (
          <span className={classes.answeredSign}>
            <Icon name="check" />
          </span>
        )}
        {cell.flagged && (
          <span className={classes.flagSign}>
            <Icon name="flag" />
          </span>
        )}
      </button>
    </li>
  );
}

function Legend() {
  return (
    <ul className={classes.legend} aria-hidden="true">
      <li>
        <span className={classes.sample} data-answered>
          <Icon name="check" />
        </span>
        <FormattedMessage id="takeExam.palette.answered" />
      </li>
      <li>
        <span className={classes.sample} />
        <FormattedMessage id="takeExam.palette.blank" />
      </li>
      <li>
        <span className={classes.flagSample}>
          <Icon name="flag" />
        </span>
        <FormattedMessage id="takeExam.palette.flagged" />
      </li>
    </ul>
  );
}

/** All questions at a glance, and the way to the end. */
export function Palette({
  cells,
  titleId,
  onGoTo,
  onSummary,
}: {
  cells: PaletteCell[];
  titleId?: string;
  onGoTo: (number: number) => void;
  /** Undefined where the summary is on screen. */
  onSummary: (() => void) | undefined;
}) {
  const answered = cells.filter((cell) => cell.answered).length;
  return (
    <div className={classes.palette}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          <FormattedMessage id="takeExam.palette" />
        </h2>
        <span className={classes.count}>
          <FormattedMessage id="takeExam.palette.count" values={{ answered, count: cells.length }} />
        </span>
      </div>
      <ol className={classes.cells}>
        {cells.map((cell) => (
          <Cell key={cell.number} cell={cell} onGoTo={onGoTo} />
        ))}
      </ol>
      <Legend />
      {onSummary && (
        <Button look="main" onClick={onSummary}>
          <FormattedMessage id="takeExam.toSummary" />
        </Button>
      )}
      <LanguageSwitch />
    </div>
  );
}
