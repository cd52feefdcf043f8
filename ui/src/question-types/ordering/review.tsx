import { FormattedMessage } from 'react-intl';
import { Localised } from '../../components/localised.tsx';
import type { ReviewProps } from '../face.ts';
import classes from './ordering.module.css';

type Item = ReviewProps<'ordering'>['question']['items'][number];

const Sequence = ({ items, order }: { items: readonly Item[]; order: readonly string[] }) => (
  <ol className={classes.sequence}>
    {order
      .flatMap((id) => items.filter((item) => item.id === id))
      .map(({ id, text }) => (
        <li key={id}>
          <Localised text={text} />
        </li>
      ))}
  </ol>
);

/** The order that was given, and the right one where that is another. */
export function OrderingReview({ question: { items, response, key } }: ReviewProps<'ordering'>) {
  const given = response?.order ?? [];
  const same = key !== undefined && given.length === key.length && key.every((id, at) => given[at] === id);
  return (
    <>
      {given.length > 0 && (
        <div className={classes.part}>
          <p>
            <FormattedMessage id="question.order.yours" />
          </p>
          <Sequence items={items} order={given} />
        </div>
      )}
      {key && !same && (
        <div className={classes.part}>
          <p>
            <FormattedMessage id="question.order.key" />
          </p>
          <Sequence items={items} order={key} />
        </div>
      )}
    </>
  );
}
