import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale } from '../../../lib/localised.ts';
import { nameOfItem, type Item, type OptionCount } from '../item-statistics.ts';
import { shortened, wordsOf } from '../words-of.ts';
import { BarList } from './bar-list.tsx';
import classes from './charts.module.css';
import { useFigures } from './use-figures.ts';

/** Below this a question hardly tells people apart. @see R. L. Ebel (1965), "Measuring Educational Achievement" */
const WEAK = 0.2;
/** With fewer answers than this, it is little more than chance. */
const FEW = 50;

/** Whether the question should be looked at again; of few answers nobody can tell. */
function Advice({ discrimination }: Pick<Item, 'discrimination'>) {
  if (!discrimination || discrimination.n < FEW || discrimination.value >= WEAK) return null;
  return (
    <strong className={classes.warning}>
      <FormattedMessage
        id={
          discrimination.value < 0
            ? 'records.items.discrimination.wrong'
            : 'records.items.discrimination.weak'
        }
      />
    </strong>
  );
}

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
      {n < FEW && <FormattedMessage id="records.items.discrimination.few" />}
      {upperLower !== null && (
        <FormattedMessage id="records.items.upperLower" values={{ value: number(upperLower) }} />
      )}
    </span>
  );
}

function Facts({ item }: { item: Item }) {
  const { percent } = useFormats();
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

/** What is most worth knowing of a question, in a word beside it. */
function Share({ facility }: Pick<Item, 'facility'>) {
  const { percent } = useFormats();
  return (
    <span className={classes.share}>
      {facility === null ? <FormattedMessage id="records.withheld" /> : percent(facility)}
    </span>
  );
}

/** What is told of a question that is unfolded: its figures, and how often each option was chosen. */
function Details({ item }: { item: Item }) {
  const figure = useFigures();
  const isWithheld = item.facility === null && item.options.every(({ count }) => count === null);
  return (
    <div className={classes.itemBody}>
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
    </div>
  );
}

/** A question and how hard it is; unfolded, how well it tells people apart, and how often each option was chosen. */
export function ItemRow({ item }: { item: Item }) {
  const locale = useLocale();
  const { number } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={classes.item}>
      <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className={classes.itemHead}>
          <Share facility={item.facility} />
          <h3 className={classes.stem}>{nameOfItem(item, locale)}</h3>
          <span className={classes.itemNote}>
            {item.n !== null && (
              <FormattedMessage
                id="records.items.n"
                values={{ n: number(item.n), learners: number(item.learners ?? 0) }}
              />
            )}
            <Advice discrimination={item.discrimination} />
          </span>
        </summary>
        {isOpen && <Details item={item} />}
      </details>
    </li>
  );
}
