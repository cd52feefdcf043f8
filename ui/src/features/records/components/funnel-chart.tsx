import type { AggregateAnswer, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { BarList } from './bar-list.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { FiguresFiles } from './figures-files.tsx';
import { AnswerFault, Waiting } from './waiting.tsx';
import { Withheld } from './withheld.tsx';

const ADL = 'http://adlnet.gov/expapi';
const START = 'http://activitystrea.ms/schema/1.0/start';

/** From topic to passing: each step is a verb done to a type of activity. */
const STEPS = [
  { id: 'opened', verb: `${ADL}/verbs/launched`, type: `${ADL}/activities/lesson` },
  { id: 'studied', verb: `${ADL}/verbs/completed`, type: `${ADL}/activities/lesson` },
  { id: 'started', verb: START, type: `${ADL}/activities/attempt` },
  { id: 'finished', verb: `${ADL}/verbs/completed`, type: `${ADL}/activities/attempt` },
  { id: 'passed', verb: `${ADL}/verbs/passed`, type: `${ADL}/activities/assessment` },
] as const;

/** Distinct learners at a step: 0 where there is no row, null where it is withheld. */
function learnersAt({ rows }: AggregateAnswer, { verb, type }: (typeof STEPS)[number]): number | null {
  const row = rows.find(({ key }) => key.verb === verb && key.type === type);
  return row ? row.learners : 0;
}

const requestFor = ({ verb: _, ...rest }: RecordsFilter) => ({
  filter: { ...rest, verb: [...new Set(STEPS.map(({ verb }) => verb))] },
  groupBy: ['verb' as const, 'type' as const],
});

/** How many learners went from opening a topic to passing an exam. */
export function FunnelChart({ access, filter }: { access: RecordsAccess; filter: RecordsFilter }) {
  const request = requestFor(filter);
  const answer = useQuery(aggregateQuery(access, request));
  const { number, percent } = useFormats();
  if (answer.isError)
    return <AnswerFault access={access} error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting access={access} />;
  const { data } = answer;
  const steps = STEPS.map((step) => ({ ...step, learners: learnersAt(data, step) }));
  const most = Math.max(1, ...steps.map(({ learners }) => learners ?? 0));
  const figureOf = (learners: number | null) =>
    learners === null ? <FormattedMessage id="records.withheld" /> : number(learners);
  return (
    <ChartFrame
      title={<FormattedMessage id="records.chart.funnel" />}
      files={<FiguresFiles name="records.chart.funnel" answer={data} request={request} />}
      note={
        <>
          <p>
            <FormattedMessage id="records.funnel.note" />
          </p>
          <Withheld answer={data} />
        </>
      }
      table={{
        headings: [
          <FormattedMessage key="step" id="records.funnel.step" />,
          <FormattedMessage key="learners" id="records.learners" />,
        ],
        rows: steps.map(({ id, learners }) => ({
          key: id,
          cells: [<FormattedMessage key={id} id={`records.funnel.${id}`} />, figureOf(learners)],
        })),
      }}
    >
      <BarList
        most={most}
        bars={steps.map(({ id, learners }) => ({
          key: id,
          label: <FormattedMessage id={`records.funnel.${id}`} />,
          value: learners,
          text: `${number(learners ?? 0)} (${percent((learners ?? 0) / most)})`,
        }))}
      />
    </ChartFrame>
  );
}
