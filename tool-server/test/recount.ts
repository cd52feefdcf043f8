import type { XapiStatement } from '@chuyen-de/xapi';

/**
 * Figures counted anew from the statements themselves, as the record store hands them out by the specification: by
 * nothing that the answers for analysts are made with.
 */

interface Counted {
  count: number;
  learners: number;
  scaled: number[];
}

type Key = string | boolean | null;

const KIND = 'http://adlnet.gov/expapi/activities';

const hanoiDay = (timestamp: string): string =>
  new Date(Date.parse(timestamp) + 7 * 3_600_000).toISOString().slice(0, 10);

const verbOf = ({ verb }: XapiStatement): string => verb.id.split('/').at(-1) ?? '';

/** Activities of a kind that a statement is within. */
const within = ({ context }: XapiStatement, place: 'parent' | 'other', kind: string): string[] =>
  (context?.contextActivities?.[place] ?? [])
    .filter(({ definition }) => definition?.type === `${KIND}/${kind}`)
    .map(({ id }) => id);

const levelOf = ({ object }: XapiStatement): Key => {
  const extensions: Record<string, unknown> = object.definition?.extensions ?? {};
  const level = Object.entries(extensions).find(([id]) => id.endsWith('/extensions/level'))?.[1];
  return typeof level === 'string' ? level : null;
};

const KEYS: Record<string, (statement: XapiStatement) => Key[]> = {
  verb: ({ verb }) => [verb.id],
  activity: ({ object }) => [object.id],
  type: ({ object }) => [object.definition?.type ?? null],
  grouping: ({ context }) => (context?.contextActivities?.grouping ?? []).map(({ id }) => id),
  success: ({ result }) => [result?.success ?? null],
  response: ({ result }) => [result?.response ?? null],
  day: ({ timestamp }) => [hanoiDay(timestamp)],
  topic: (answer) => within(answer, 'other', 'lesson'),
  level: (answer) => [levelOf(answer)],
};

export const whoDid = ({ actor }: XapiStatement): string => JSON.stringify(actor.account);

/** How many topics of a statement's were read to their end before its learner's first attempt; none in later ones. */
function cohortsOf(all: readonly XapiStatement[]): (statement: XapiStatement) => Key[] {
  const starts = all.filter((statement) => verbOf(statement) === 'start');
  const examOf = new Map(
    starts.map((start) => [start.context?.registration, within(start, 'parent', 'assessment')[0]]),
  );
  const answers = all.filter((statement) => verbOf(statement) === 'answered');
  const topicsOf = (statement: XapiStatement): Set<string> => {
    const own = within(statement, 'other', 'lesson');
    if (own.length > 0) return new Set(own);
    const exam = examOf.get(statement.context?.registration);
    const ofExam = answers.filter((answer) => exam && within(answer, 'parent', 'assessment').includes(exam));
    return new Set(ofExam.flatMap((answer) => within(answer, 'other', 'lesson')));
  };
  const isBefore = (one: XapiStatement, other: XapiStatement) =>
    Date.parse(one.timestamp) < Date.parse(other.timestamp);
  const isFirst = (start: XapiStatement) =>
    !starts.some(
      (other) =>
        whoDid(other) === whoDid(start) &&
        examOf.get(other.context?.registration) === examOf.get(start.context?.registration) &&
        isBefore(other, start),
    );
  const firsts = new Map(starts.filter(isFirst).map((start) => [start.context?.registration, start]));
  const hadRead = (start: XapiStatement, topic: string) =>
    all.some(
      (each) =>
        verbOf(each) === 'completed' &&
        each.object.id === topic &&
        whoDid(each) === whoDid(start) &&
        isBefore(each, start),
    );
  return (statement) => {
    const start = firsts.get(statement.context?.registration);
    if (!start) return [];
    const topics = [...topicsOf(statement)];
    const read = topics.filter((topic) => hadRead(start, topic)).length;
    return [read === 0 ? 'none' : read === topics.length ? 'all' : 'some'];
  };
}

/** Statements, people and scores by key: the values of the dimensions in their order. */
export function recount(
  statements: readonly XapiStatement[],
  dimensions: readonly string[],
  all: readonly XapiStatement[],
) {
  const valuesOf: typeof KEYS = { ...KEYS, readBefore: cohortsOf(all) };
  const keysOf = (statement: XapiStatement): string[] =>
    dimensions
      .reduce<Key[][]>(
        (keys, name) => {
          const values = valuesOf[name]?.(statement);
          if (!values) throw new Error(`nobody recounts ${name} yet`);
          return keys.flatMap((key) => values.map((value) => [...key, value]));
        },
        [[]],
      )
      .map((key) => JSON.stringify(key));
  const groups = new Map<string, XapiStatement[]>();
  for (const statement of statements)
    for (const key of keysOf(statement)) groups.set(key, [...(groups.get(key) ?? []), statement]);
  return new Map(
    [...groups].map(([key, group]): [string, Counted] => [
      key,
      {
        count: group.length,
        learners: new Set(group.map(whoDid)).size,
        scaled: group.flatMap(({ result }) => result?.score?.scaled ?? []),
      },
    ]),
  );
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
