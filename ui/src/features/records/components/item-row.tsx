import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale } from '../../../lib/localised.ts';
import type { Item, OptionCount } from '../item-statistics.ts';
import { shortened, tailOf, wordsOf } from '../words-of.ts';
import { BarList } from './bar-list.tsx';
import classes from './charts.module.css';
import { useFigures } from './use-figures.ts';

/** Below this a question hardly tells people apart. @see R. L. Ebel (1965), "Measuring Educational Achievement" */
const WEAK = 0.2;
/** With fewer answers than this, it is little more than chance. */
const FEW = 50;

function Discrimination({ discrimination }: Pick<Item, 'discrimination'>) {
  const { number } = useFormats();
  if (!discrimination) return null;
  const { value, n, upperLower } = discrimination;
  return (
    <span>
      <FormattedMessage
        id="records.items.discrimination"
        values={{ value: <strong>{number(value)}</strong>, n: number(n) }}
      />
      {n < FEW ? (
        <FormattedMessage id="records.items.discrimination.few" />
      ) : (
        value < WEAK && (
          <strong className={classes.warning}>
            <FormattedMessage
              id={value < 0 ? 'records.items.discrimination.wrong' : 'records.items.discrimination.weak'}
            />
          </strong>
        )
      )}
      {upperLower !== null && (
        <FormattedMessage id="records.items.upperLower" values={{ value: number(upperLower) }} />
      )}
    </span>
  );
}

function Facts({ item }: { item: Item }) {
  const { percent, number } = useFormats();
  return (
    <p className={classes.itemFacts}>
      <span>
        {item.facility === null ? (
          <FormattedMessage id="records.withheld" />
        ) : (
          <FormattedMessage
            id="records.items.facility"
            values={{
              share: <strong>{percent(item.facility)}</strong>,
              low: percent(item.interval?.[0] ?? 0),
              high: percent(item.interval?.[1] ?? 1),
            }}
          />
        )}
      </span>
      <Discrimination discrimination={item.discrimination} />
      {item.n !== null && (
        <span>
          <FormattedMessage
            id="records.items.n"
            values={{ n: number(item.n), learners: number(item.learners ?? 0) }}
          />
        </span>
      )}
    </p>
  );
}

/** An option in words: its letter and its text, as far as the question tells one. */
function OptionLabel({ option: { id, isKey }, item }: { option: OptionCount; item: Item }) {
  const locale = useLocale();
  const { formatMessage } = useIntl();
  const text = wordsOf(item.known?.choices?.find((each) => each.id === id)?.text, locale);
  const words =
    id === ''
      ? formatMessage({ id: 'records.items.noResponse' })
      : shortened(text === undefined ? id : `${id}. ${text}`, 160);
  return (
    <span className={isKey ? classes.key : undefined}>
      {isKey && `✓ ${formatMessage({ id: 'records.items.key' })}: `}
      {words}
    </span>
  );
}

/** A question, how hard it is, how well it tells people apart, and how often each option was chosen. */
export function ItemRow({ item }: { item: Item }) {
  const locale = useLocale();
  const figure = useFigures();
  const isWithheld = item.facility === null && item.options.every(({ count }) => count === null);
  return (
    <li className={classes.item}>
      <h3 className={classes.stem}>{wordsOf(item.known?.name, locale) ?? tailOf(item.id)}</h3>
      {isWithheld ? (
        <p className={classes.note}>
          <FormattedMessage id="records.items.withheld" />
        </p>
      ) : (
        <Facts item={item} />
      )}
      <BarList
        bars={item.options.map((option) => ({
          key: option.id,
          label: <OptionLabel option={option} item={item} />,
          value: option.count,
          text: figure(option.count),
          emphasis: option.isKey,
        }))}
        most={Math.max(1, item.n ?? 0)}
      />
      {item.wholeKey !== undefined && (
        <p className={classes.note}>
          <FormattedMessage id="records.items.wholeKey" values={{ count: figure(item.wholeKey) }} />
        </p>
      )}
    </li>
  );
}
