import type { RoomRow as Row } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { isQuiet } from '../room-order.ts';
import { useRowWindow } from '../use-row-window.ts';
import classes from './exam-room.module.css';
import { RoomRow } from './room-row.tsx';

/** Stands for rows that nobody sees: height alone. */
const Space = ({ px }: { px: number }) =>
  px > 0 && (
    <li role="presentation">
      <svg className={classes.space} width="1" height={px} aria-hidden="true" />
    </li>
  );

interface ListProps {
  rows: readonly Row[];
  now: number;
  chosen: ReadonlySet<string>;
  onChoose: ((id: string, chosen: boolean) => void) | undefined;
  onAct: ((row: Row) => void) | undefined;
}

/** Everybody in the room, of whom those on screen are drawn. */
export function RoomList({ rows, now, chosen, onChoose, onAct }: ListProps) {
  const { formatMessage } = useIntl();
  const { list, rows: within } = useRowWindow(rows.length);
  const to = Math.min(within.to, rows.length);
  const from = Math.min(within.from, to);
  return (
    <ul ref={list} className={classes.list} aria-label={formatMessage({ id: 'examRoom.people' })}>
      <Space px={from * within.rowPx} />
      {rows.slice(from, to).map((row, index) => (
        <RoomRow
          key={row.person.id}
          row={row}
          isQuiet={isQuiet(row, now)}
          place={from + index + 1}
          count={rows.length}
          isChosen={chosen.has(row.person.id)}
          onChoose={onChoose}
          onAct={onAct}
        />
      ))}
      <Space px={(rows.length - to) * within.rowPx} />
    </ul>
  );
}
