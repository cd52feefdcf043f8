import type { AggregateRow, RecordsDepth, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { BarList } from './bar-list.tsx';
import { ChartFrame } from './chart-frame.tsx';
import classes from './charts.module.css';
import { FiguresFiles } from './figures-files.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { TimeChart } from './time-chart.tsx';
import { useFigures } from './use-figures.ts';
import { useVerbWords } from './use-verb-words.ts';
import { AnswerFault, Waiting } from './waiting.tsx';
import { Withheld } from './withheld.tsx';

interface Props extends RecordsDepth {
  access: RecordsAccess;
  filter: RecordsFilter;
}

const verbOf = ({ key }: AggregateRow): string => String(key.verb ?? '');

function VerbChart({ access, filter }: Props) {
  const request = { filter, groupBy: ['verb' as const], limit: 30 };
  const answer = useQuery(aggregateQuery(access, request));
  const verbWords = useVerbWords();
  const figure = useFigures();
  if (answer.isError)
    return <AnswerFault access={access} error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting access={access} />;
  const { rows } = answer.data;
  return (
    <ChartFrame
      title={<FormattedMessage id="records.chart.verbs" />}
      files={<FiguresFiles name="records.chart.verbs" answer={answer.data} request={request} />}
      note={<Withheld answer={answer.data} />}
      table={{
        headings: [
          <FormattedMessage key="verb" id="records.verb" />,
          <FormattedMessage key="count" id="records.count" />,
          <FormattedMessage key="learners" id="records.learners" />,
        ],
        rows: rows.map((row) => ({
          key: verbOf(row),
          cells: [verbWords(verbOf(row)), figure(row.count), figure(row.learners)],
        })),
      }}
    >
      <BarList
        bars={rows.map((row) => ({
          key: verbOf(row),
          label: verbWords(verbOf(row)),
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
