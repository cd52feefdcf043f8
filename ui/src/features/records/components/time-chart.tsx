import type { AggregateAnswer, AggregateRequest, RecordsDepth, RecordsFilter } from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../../components/choice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { MOST_MOMENTS, timeAxis, UNITS, type Moment, type Unit } from '../time-axis.ts';
import { useAddressChoice } from '../use-address-choice.ts';
import { ChartFrame } from './chart-frame.tsx';
import classes from './charts.module.css';
import { ColumnChart } from './column-chart.tsx';
import { FiguresFiles } from './figures-files.tsx';
import { useFigures } from './use-figures.ts';
import { AnswerFault, Waiting } from './waiting.tsx';
import { Withheld } from './withheld.tsx';

/** `2026-11-25` as 25/11, `2026-11-25T10:00` as 10:00 25/11, `2026-11` as 11/2026. */
function timeLabel(name: string): string {
  const [date = '', time] = name.split('T');
  const [year = '', month = '', day] = date.split('-');
  if (day === undefined) return `${month}/${year}`;
  return time === undefined ? `${day}/${month}` : `${time} ${day}/${month}`;
}

/** Nothing told is none where figures are exact; protected ones may have been counted with those of a later day. */
function useMomentFigures({ threshold }: AggregateAnswer) {
  const figure = useFigures();
  const isExact = threshold === 0;
  return {
    value: ({ row }: Moment) => (row ? row.count : isExact ? 0 : undefined),
    cell: ({ row }: Moment, name: 'count' | 'learners') =>
      row ? figure(row[name]) : isExact ? figure(0) : '–',
  };
}

interface Told {
  answer: AggregateAnswer;
  request: Partial<AggregateRequest>;
  unit: Unit;
  moments: Moment[];
}

function OverTime({ answer, request, unit, moments }: Told) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const { value, cell } = useMomentFigures(answer);
  const hasGaps = moments.some((moment) => value(moment) === undefined);
  return (
    <ChartFrame
      title={<FormattedMessage id="records.chart.time" />}
      files={<FiguresFiles name="records.chart.time" answer={answer} request={request} />}
      note={
        <>
          <Withheld answer={answer} />
          {answer.rows.length > 0 && hasGaps && (
            <p>
              <FormattedMessage id="records.chart.time.gaps" />
            </p>
          )}
        </>
      }
      table={{
        headings: [
          <FormattedMessage key="unit" id={`records.unit.${unit}`} />,
          <FormattedMessage key="count" id="records.count" />,
          <FormattedMessage key="learners" id="records.learners" />,
        ],
        rows: moments.map((moment) => ({
          key: moment.name,
          cells: [timeLabel(moment.name), cell(moment, 'count'), cell(moment, 'learners')],
        })),
      }}
    >
      {answer.rows.length > 0 && (
        <ColumnChart
          name={formatMessage({ id: 'records.chart.time' })}
          format={number}
          columns={moments.map((moment) => ({
            key: moment.name,
            label: timeLabel(moment.name),
            value: value(moment),
          }))}
        />
      )}
    </ChartFrame>
  );
}

interface Props extends RecordsDepth {
  access: RecordsAccess;
  filter: RecordsFilter;
}

/** What was told when, also when nothing was. */
export function TimeChart({ access, filter, depth }: Props) {
  const [now] = useState(() => Date.now());
  // Protected figures are by whole days.
  const units = UNITS.filter((each) => each !== 'hour' || depth !== 'figures');
  const [unit, choose] = useAddressChoice('unit', units, 'day');
  const { formatMessage } = useIntl();
  const request = { filter, groupBy: [unit], zone: SCHOOL_ZONE, limit: MOST_MOMENTS };
  const answer = useQuery(aggregateQuery(access, request));
  return (
    <div className={classes.chart}>
      <Choice
        label={formatMessage({ id: 'records.unit' })}
        value={unit}
        onChange={choose}
        options={units.map((value) => ({ value, label: formatMessage({ id: `records.unit.${value}` }) }))}
      />
      {answer.isError ? (
        <AnswerFault access={access} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <OverTime
          answer={answer.data}
          request={request}
          unit={unit}
          moments={timeAxis(answer.data.rows, unit, filter, now)}
        />
      ) : (
        <Waiting access={access} />
      )}
    </div>
  );
}
