import type { AggregateAnswer, AggregateRow, RecordsDepth, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../../components/choice.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { SCHOOL_ZONE } from '../../../lib/school-time.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { BarList } from './bar-list.tsx';
import { ChartFrame } from './chart-frame.tsx';
import classes from './charts.module.css';
import { ColumnChart } from './column-chart.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { RecordsFault } from './records-fault.tsx';
import { Withheld } from './withheld.tsx';
import { useVerbWords } from './use-verb-words.ts';

interface Props extends RecordsDepth {
  access: RecordsAccess;
  filter: RecordsFilter;
}

const UNITS = ['hour', 'day', 'week', 'month'] as const;
type Unit = (typeof UNITS)[number];

/** `2026-11-25` as 25/11, `2026-11-25T10:00` as 10:00 25/11, `2026-11` as 11/2026. */
function timeLabel(name: string): string {
  const [date = '', time] = name.split('T');
  const [year = '', month = '', day] = date.split('-');
  if (day === undefined) return `${month}/${year}`;
  return time === undefined ? `${day}/${month}` : `${time} ${day}/${month}`;
}

const keyText = (row: AggregateRow, name: 'verb' | Unit): string => String(row.key[name] ?? '');

function useFigures() {
  const { number } = useFormats();
  const { formatMessage } = useIntl();
  return (value: number | null) =>
    value === null ? formatMessage({ id: 'records.withheld' }) : number(value);
}

function OverTime({ answer, unit }: { answer: AggregateAnswer; unit: Unit }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const figure = useFigures();
  return (
    <ChartFrame
      title={<FormattedMessage id="records.chart.time" />}
      note={<Withheld answer={answer} />}
      table={{
        headings: [
          <FormattedMessage key="unit" id={`records.unit.${unit}`} />,
          <FormattedMessage key="count" id="records.count" />,
          <FormattedMessage key="learners" id="records.learners" />,
        ],
        rows: answer.rows.map((row) => ({
          key: keyText(row, unit),
          cells: [timeLabel(keyText(row, unit)), figure(row.count), figure(row.learners)],
        })),
      }}
    >
      {answer.rows.length > 0 && (
        <ColumnChart
          name={formatMessage({ id: 'records.chart.time' })}
          format={number}
          columns={answer.rows.map((row) => ({
            key: keyText(row, unit),
            label: timeLabel(keyText(row, unit)),
            value: row.count,
          }))}
        />
      )}
    </ChartFrame>
  );
}

function TimeChart({ access, filter, depth }: Props) {
  const [unit, setUnit] = useState<Unit>('day');
  // Protected figures are by whole days.
  const units = UNITS.filter((each) => each !== 'hour' || depth !== 'figures');
  const { formatMessage } = useIntl();
  const answer = useQuery(aggregateQuery(access, { filter, groupBy: [unit], zone: SCHOOL_ZONE, limit: 400 }));
  return (
    <div className={classes.chart}>
      <Choice
        label={formatMessage({ id: 'records.unit' })}
        value={unit}
        onChange={setUnit}
        options={units.map((value) => ({ value, label: formatMessage({ id: `records.unit.${value}` }) }))}
      />
      {answer.isError ? (
        <RecordsFault error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <OverTime answer={answer.data} unit={unit} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function VerbChart({ access, filter }: Props) {
  const answer = useQuery(aggregateQuery(access, { filter, groupBy: ['verb'], limit: 30 }));
  const verbWords = useVerbWords();
  const figure = useFigures();
  if (answer.isError) return <RecordsFault error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading />;
  const { rows } = answer.data;
  return (
    <ChartFrame
      title={<FormattedMessage id="records.chart.verbs" />}
      note={<Withheld answer={answer.data} />}
      table={{
        headings: [
          <FormattedMessage key="verb" id="records.verb" />,
          <FormattedMessage key="count" id="records.count" />,
          <FormattedMessage key="learners" id="records.learners" />,
        ],
        rows: rows.map((row) => ({
          key: keyText(row, 'verb'),
          cells: [verbWords(keyText(row, 'verb')), figure(row.count), figure(row.learners)],
        })),
      }}
    >
      <BarList
        bars={rows.map((row) => ({
          key: keyText(row, 'verb'),
          label: verbWords(keyText(row, 'verb')),
          value: row.count,
          text: figure(row.count),
        }))}
      />
    </ChartFrame>
  );
}

/** What the filter finds, in charts. */
export function ChartsPanel(props: Props) {
  return (
    <div className={classes.panel}>
      <TimeChart {...props} />
      <VerbChart {...props} />
      <FunnelChart {...props} />
    </div>
  );
}
