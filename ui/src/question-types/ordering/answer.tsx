import { useLayoutEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import hidden from '../../components/hidden.module.css';
import { Localised } from '../../components/localised.tsx';
import { useText } from '../../lib/localised.ts';
import type { AnswerProps } from '../face.ts';
import classes from './ordering.module.css';

type Item = AnswerProps<'ordering'>['question']['items'][number];
type Way = 'up' | 'down';

interface Move {
  id: string;
  way: Way;
}

/** The items as they were brought into order; those that were not, behind them as the paper has them. */
const arranged = (items: readonly Item[], order: readonly string[]): Item[] => [
  ...order.flatMap((id) => items.filter((item) => item.id === id)),
  ...items.filter((item) => !order.includes(item.id)),
];

function MoveButton({
  item,
  way,
  isEnd,
  onMove,
}: {
  item: Item;
  way: Way;
  isEnd: boolean;
  onMove: () => void;
}) {
  const text = useText();
  const { formatMessage } = useIntl();
  return (
    <button
      type="button"
      className={classes.move}
      data-move={`${item.id} ${way}`}
      // Not `disabled`: whoever moves something to an end by the keyboard would lose the place.
      aria-disabled={isEnd}
      aria-label={formatMessage({ id: `question.order.${way}` }, { text: text(item.text) })}
      onClick={() => {
        if (!isEnd) onMove();
      }}
    >
      <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
    </button>
  );
}

/** A list whose items go up and down by buttons; where an item has gone is said aloud. */
export function Ordering({ question, response, onAnswer }: AnswerProps<'ordering'>) {
  const items = arranged(question.items, response.order);
  const text = useText();
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<Move>();
  // An item that changes its place loses the focus, which has to go with it.
  useLayoutEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.id} ${moved.way}"]`)?.focus();
  }, [moved]);
  const move = (at: number, way: Way) => {
    const ids = items.map(({ id }) => id);
    const to = way === 'up' ? at - 1 : at + 1;
    const [id, other] = [ids[at], ids[to]];
    if (id === undefined || other === undefined) return;
    onAnswer({ ...response, order: ids.map((one) => (one === id ? other : one === other ? id : one)) });
    setMoved({ id, way });
  };
  const place = items.findIndex(({ id }) => id === moved?.id);
  return (
    <>
      <ol ref={list} className={classes.items}>
        {items.map((item, at) => (
          <li key={item.id} className={classes.item} data-placed={response.order.length > 0 || undefined}>
            <span className={classes.number} aria-hidden="true">
              {at + 1}
            </span>
            <Localised text={item.text} />
            <span className={classes.moves}>
              <MoveButton item={item} way="up" isEnd={at === 0} onMove={() => move(at, 'up')} />
              <MoveButton
                item={item}
                way="down"
                isEnd={at === items.length - 1}
                onMove={() => move(at, 'down')}
              />
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className={hidden.hidden}>
        {moved && items[place] && (
          <FormattedMessage
            id="question.order.moved"
            values={{ text: text(items[place].text), place: place + 1, count: items.length }}
          />
        )}
      </p>
    </>
  );
}
