import type { KnownActivity, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Loading } from '../../../components/loading.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale } from '../../../lib/localised.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { itemsOf, type Item } from '../item-statistics.ts';
import { shortened, tailOf, wordsOf } from '../words-of.ts';
import { BarList } from './bar-list.tsx';
import classes from './charts.module.css';
import { RecordsFault } from './records-fault.tsx';
import { Withheld } from './withheld.tsx';

const ANSWERED = 'http://adlnet.gov/expapi/verbs/answered';

/** The texts of the options that a response names. */
function optionWords(response: string, known: KnownActivity | undefined, locale: string): string {
  const texts = response.split('[,]').map((id) => {
    const choice = known?.choices?.find((each) => each.id === id);
    const text = wordsOf(choice?.text, locale);
    return text === undefined ? id : `${id}. ${text}`;
  });
  return shortened(texts.join(' + '), 160);
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
      {item.n !== null && (
        <span>
          <FormattedMessage id="records.items.n" values={{ n: number(item.n) }} />
        </span>
      )}
    </p>
  );
}

function ItemRow({ item }: { item: Item }) {
  const locale = useLocale();
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const shown = item.options.filter(({ count }) => count !== null);
  const hidden = item.options.length - shown.length;
  const isWithheld = item.facility === null && shown.length === 0;
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
        bars={shown.map(({ response, count, isKey }) => ({
          key: response,
          label: (
            <span className={isKey ? classes.key : undefined}>
              {isKey && `✓ ${formatMessage({ id: 'records.items.key' })}: `}
              {optionWords(response, item.known, locale)}
            </span>
          ),
          value: count,
          text: number(count ?? 0),
          emphasis: isKey,
        }))}
        most={Math.max(1, item.n ?? 0)}
      />
      {hidden > 0 && !isWithheld && (
        <p className={classes.note}>
          <FormattedMessage id="records.items.hidden" values={{ count: hidden }} />
        </p>
      )}
    </li>
  );
}

/** How each question was answered: its facility with an interval, and how often each option was chosen. */
export function ItemsPanel({ access, filter }: { access: RecordsAccess; filter: RecordsFilter }) {
  const answered = { ...filter, verb: [ANSWERED] };
  const byQuestion = useQuery(
    aggregateQuery(access, { filter: answered, groupBy: ['activity'], measures: ['scaled'], limit: 400 }),
  );
  const byOption = useQuery(
    aggregateQuery(access, { filter: answered, groupBy: ['activity', 'response'], limit: 5000 }),
  );
  const failed = byQuestion.isError ? byQuestion : byOption.isError ? byOption : undefined;
  if (failed) return <RecordsFault error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!byQuestion.data || !byOption.data) return <Loading />;
  const items = itemsOf(byQuestion.data, byOption.data);
  return (
    <section className={classes.chart}>
      <h2>
        <FormattedMessage id="records.tab.items" />
      </h2>
      <p className={classes.note}>
        <FormattedMessage id="records.items.intro" />
      </p>
      <div className={classes.note}>
        <Withheld answer={byQuestion.data} />
      </div>
      <ol className={classes.items}>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ol>
    </section>
  );
}
