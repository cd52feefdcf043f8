import type { AggregateRequest, KnownActivity, Level, ReadBefore, RecordsFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../../components/choice.tsx';
import { useLocale } from '../../../lib/localised.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery } from '../api/records.ts';
import { COMPARISONS, sidesOf, type Comparison, type Side } from '../comparison.ts';
import { useAddressChoice } from '../use-address-choice.ts';
import { shortened, tailOf, wordsOf } from '../words-of.ts';
import { AttemptsChoice, useAttempts } from './attempts-choice.tsx';
import classes from './charts.module.css';
import { ComparisonChart } from './comparison-chart.tsx';
import { CourseChoice, useChosenCourses } from './course-choice.tsx';
import { FiguresFiles } from './figures-files.tsx';
import { AnswerFault, Waiting } from './waiting.tsx';

const NAMES = Object.keys(COMPARISONS) as Comparison[];
const COURSE = 'https://w3id.org/xapi/cmi5/activitytype/course';
/** Both comparisons by reading are of first attempts anyway. */
const BY_READING: readonly Comparison[] = ['reading', 'topicReading'];
const LEVELS = ['recall', 'understanding', 'application', 'higher-application'] as const satisfies Level[];
const READ = ['all', 'some', 'none'] as const satisfies ReadBefore[];

interface Props {
  access: RecordsAccess;
  filter: RecordsFilter;
}

/** What sides are called. */
function useSideNames(by: Comparison, activities: Record<string, KnownActivity>) {
  const locale = useLocale();
  const { formatMessage } = useIntl();
  const readBefore = (value: string | undefined) => {
    const known = READ.find((each) => each === value);
    return known && formatMessage({ id: `records.readBefore.${known}` });
  };
  return ({ id, readBefore: read }: Side): string => {
    const level = LEVELS.find((each) => each === id);
    if (by === 'reading') return readBefore(id) ?? id;
    if (by === 'level') return level === undefined ? id : formatMessage({ id: `level.${level}` });
    const name = shortened(wordsOf(activities[id]?.name, locale) ?? tailOf(id), 60);
    return [name, readBefore(read)].filter((part) => part !== undefined).join(' · ');
  };
}

const placeIn = (list: readonly string[], value = ''): number => list.indexOf(value);

/** Levels and cohorts in their own order, everything else by name; cohorts of one topic beside each other. */
const orderBy =
  (titleOf: (side: Side) => string) =>
  (a: Side, b: Side): number =>
    placeIn(LEVELS, a.id) - placeIn(LEVELS, b.id) ||
    placeIn(READ, a.id) - placeIn(READ, b.id) ||
    titleOf(a).localeCompare(titleOf(b), 'vi') ||
    placeIn(READ, a.readBefore) - placeIn(READ, b.readBefore);

/** What is asked for: the sides with their scores, and how often each was passed. */
function useRequests({ filter, by }: Pick<Props, 'filter'> & { by: Comparison }) {
  const { dimension, verb } = COMPARISONS[by];
  const cohorts = by === 'topicReading' ? (['readBefore'] as const) : [];
  const request = { filter: { ...filter, verb: [...verb] }, attempts: useAttempts(), limit: 500 };
  const ofSides: Partial<AggregateRequest> = {
    ...request,
    measures: ['scaled'],
    groupBy: [dimension, ...cohorts],
  };
  const ofOutcomes: Partial<AggregateRequest> = {
    ...request,
    measures: [],
    groupBy: [dimension, ...cohorts, 'success'],
  };
  return { ofSides, ofOutcomes };
}

function Sides({ access, filter, by }: Props & { by: Comparison }) {
  const { ofSides, ofOutcomes } = useRequests({ filter, by });
  const chosen = useChosenCourses();
  const rows = useQuery(aggregateQuery(access, ofSides));
  const outcomes = useQuery(aggregateQuery(access, ofOutcomes));
  const nameOf = useSideNames(by, rows.data?.activities ?? {});
  const failed = [rows, outcomes].find(({ isError }) => isError);
  if (failed)
    return <AnswerFault access={access} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!rows.data || !outcomes.data) return <Waiting access={access} />;
  const { data } = rows;
  const isCourse = ({ id }: Side) => data.activities[id]?.type === COURSE;
  const all = sidesOf(data, outcomes.data, COMPARISONS[by].dimension).filter(
    (side) => by !== 'course' || isCourse(side),
  );
  const sides = all
    .filter(({ id }) => by !== 'course' || chosen.length === 0 || chosen.includes(id))
    .sort(orderBy((side) => nameOf({ ...side, readBefore: undefined })))
    .map((side) => ({ ...side, name: nameOf(side) }));
  return (
    <>
      {by === 'course' && <CourseChoice courses={all.map((side) => ({ id: side.id, name: nameOf(side) }))} />}
      <ComparisonChart
        answer={data}
        by={by}
        sides={sides}
        files={
          <>
            <FiguresFiles name="records.figures.scores" answer={data} request={ofSides} />
            <FiguresFiles name="records.figures.outcomes" answer={outcomes.data} request={ofOutcomes} />
          </>
        }
      />
    </>
  );
}

/** Courses, topics, levels, or who had read before and who had not, side by side. */
export function ComparePanel(props: Props) {
  const { formatMessage } = useIntl();
  const [by, choose] = useAddressChoice('by', NAMES, 'course');
  return (
    <section className={classes.chart}>
      <h2>
        <FormattedMessage id="records.tab.compare" />
      </h2>
      <Choice
        label={formatMessage({ id: 'records.compare.by' })}
        value={by}
        onChange={choose}
        options={NAMES.map((value) => ({ value, label: formatMessage({ id: `records.compare.${value}` }) }))}
      />
      {BY_READING.includes(by) ? (
        <p className={classes.note}>
          <FormattedMessage id="records.compare.reading.why" />
        </p>
      ) : (
        <AttemptsChoice />
      )}
      <Sides {...props} by={by} />
    </section>
  );
}
