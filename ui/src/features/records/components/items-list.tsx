import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useLocale } from '../../../lib/localised.ts';
import { matches } from '@chuyen-de/contracts/vietnamese';
import { nameOfItem, type Item } from '../item-statistics.ts';
import classes from './charts.module.css';
import { ItemRow } from './item-row.tsx';

/** So many questions at a time: a class meets a hundred and more, and the hardest come first. */
const AT_ONCE = 20;

/** Questions to look through: folded, so many at a time, and found by their words. */
export function ItemsList({ items }: { items: readonly Item[] }) {
  const locale = useLocale();
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const found = items.filter((item) => matches(nameOfItem(item, locale), query));
  const shown = found.slice(0, most);
  return (
    <>
      <div role="search" className={classes.search}>
        <Field
          type="search"
          label={<FormattedMessage id="records.items.search" />}
          value={query}
          maxLength={200}
          onChange={(event) => {
            setQuery(event.target.value);
            setMost(AT_ONCE);
          }}
        />
        <p className={classes.note} role="status">
          <FormattedMessage
            id="records.items.shown"
            values={{ shown: shown.length, found: found.length, all: items.length }}
          />
        </p>
      </div>
      <ol className={classes.items}>
        {shown.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ol>
      {shown.length < found.length && (
        <Button onClick={() => setMost(most + AT_ONCE)}>
          <FormattedMessage
            id="records.items.more"
            values={{ count: Math.min(AT_ONCE, found.length - shown.length) }}
          />
        </Button>
      )}
    </>
  );
}
