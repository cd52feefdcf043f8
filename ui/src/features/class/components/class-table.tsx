import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../../../i18n/messages.ts';
import { AccommodationCell } from './accommodation-cell.tsx';
import classes from './class-table.module.css';
import { GradeCell } from './grade-cell.tsx';
import { NameCell, ScoreCell, StateCell } from './row-cells.tsx';

interface Column {
  key: string;
  heading: MessageId;
  cell: (row: ClassRow) => React.ReactNode;
}

function columnsOf(view: GradebookView, onAdjust: (row: ClassRow) => void): Column[] {
  const columns: Column[] = [
    { key: 'state', heading: 'class.col.state', cell: (row) => <StateCell row={row} /> },
  ];
  if (view.item.kind === 'exam') {
    columns.push(
      { key: 'attempts', heading: 'class.col.attempts', cell: (row) => row.attempts },
      { key: 'score', heading: 'class.col.score', cell: (row) => <ScoreCell row={row} /> },
    );
  }
  if (view.graded)
    columns.push({ key: 'grade', heading: 'class.col.grade', cell: (row) => <GradeCell row={row} /> });
  if (view.item.kind === 'exam') {
    columns.push({
      key: 'accommodation',
      heading: 'class.col.accommodation',
      cell: (row) => <AccommodationCell row={row} onAdjust={onAdjust} />,
    });
  }
  return columns;
}

/** The class by name; on a narrow screen the table scrolls sideways within its frame. */
export function ClassTable({
  view,
  rows,
  onAdjust,
}: {
  view: GradebookView;
  rows: ClassRow[];
  onAdjust: (row: ClassRow) => void;
}) {
  const { formatMessage } = useIntl();
  const columns = columnsOf(view, onAdjust);
  const name = formatMessage({ id: 'class.table' });
  return (
    // A frame that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as WCAG 2.1.1 asks of scrolling frames
    <div role="region" aria-label={name} tabIndex={0} className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="class.col.name" />
            </th>
            {columns.map(({ key, heading }) => (
              <th key={key} scope="col">
                <FormattedMessage id={heading} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.person.id}>
              <NameCell row={row} />
              {columns.map(({ key, cell }) => (
                <td key={key}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
