/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see ClassTable */
import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../../../i18n/messages.ts';
import { AccommodationCell } from './accommodation-cell.tsx';
import classes from './class-table.module.css';
import { kindOf } from '../../../lib/item-kinds.ts';
import { GradeCell } from './grade-cell.tsx';
import { AttemptsCell, NameCell, ScoreCell, StateCell } from './row-cells.tsx';

interface Column {
  key: 'state' | 'attempts' | 'score' | 'grade' | 'accommodation';
  heading: MessageId;
  cell: (row: ClassRow) => React.ReactNode;
  /** Whether the cell says nothing of the person, so that a narrow screen can do without it. */
  isEmpty?: (row: ClassRow) => boolean;
}

interface RowDeeds {
  onAdjust: (row: ClassRow) => void;
  onAttempts: (row: ClassRow) => void;
}

function columnsOf(view: GradebookView, { onAdjust, onAttempts }: RowDeeds): Column[] {
  const columns: Column[] = [
    { key: 'state', heading: 'class.col.state', cell: (row) => <StateCell row={row} /> },
  ];
  if (kindOf(view.item).inAttempts) {
    columns.push(
      {
        key: 'attempts',
        heading: 'class.col.attempts',
        cell: (row) => <AttemptsCell row={row} onShow={onAttempts} />,
        isEmpty: (row) => row.attempts === 0,
      },
      {
        key: 'score',
        heading: 'class.col.score',
        cell: (row) => <ScoreCell row={row} />,
        isEmpty: (row) => row.score === null && row.awaitsMarking === 0,
      },
    );
  }
  if (view.graded) {
    columns.push({
      key: 'grade',
      heading: 'class.col.grade',
      cell: (row) => <GradeCell row={row} />,
      isEmpty: (row) => row.grade === null,
    });
  }
  if (kindOf(view.item).inAttempts) {
    columns.push({
      key: 'accommodation',
      heading: 'class.col.accommodation',
      cell: (row) => <AccommodationCell row={row} onAdjust={view.can.accommodate ? onAdjust : undefined} />,
      isEmpty: (row) => row.accommodation === null && !view.can.accommodate,
    });
  }
  return columns;
}

function Row({ row, columns }: { row: ClassRow; columns: readonly Column[] }) {
  const { formatMessage } = useIntl();
  return (
    <tr role="row">
      <NameCell row={row} />
      {columns.map(({ key, heading, cell, isEmpty }) => (
        <td
          key={key}
          role="cell"
          data-column={key}
          data-label={formatMessage({ id: heading })}
          data-empty={isEmpty?.(row)}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/**
 * The class by name; on a narrow screen each row is laid out as a card. The roles are spelt out because
 * browsers drop those of a table whose parts are not laid out as one.
 * @see https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html
 */
export function ClassTable({
  view,
  rows,
  ...deeds
}: {
  view: GradebookView;
  rows: ClassRow[];
} & RowDeeds) {
  const { formatMessage } = useIntl();
  const columns = columnsOf(view, deeds);
  return (
    <table role="table" aria-label={formatMessage({ id: 'class.table' })} className={classes.table}>
      <thead role="rowgroup">
        <tr role="row">
          {(['class.col.name', ...columns.map(({ heading }) => heading)] as const).map((heading) => (
            <th key={heading} role="columnheader" scope="col">
              <FormattedMessage id={heading} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.person.id} row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}
