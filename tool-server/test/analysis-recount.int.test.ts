import { AggregateAnswer, DiscriminationAnswer, type AggregateRow } from '@chuyen-de/contracts';
import {
  aClass,
  EXAMS,
  readingStatement,
  sittingStatements,
  TOPICS,
  type Answered,
  type Sitting,
} from './analysis-class.ts';
import { openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

const ADL = 'http://adlnet.gov/expapi/verbs';
const ANSWERED = { verb: [`${ADL}/answered`] };
const JUDGED = { verb: [`${ADL}/passed`, `${ADL}/failed`] };
const { sittings, readings } = aClass(240);

type Client = Awaited<ReturnType<AnalysisStore['withKey']>>;
let opened: AnalysisStore;
let rows: Client;
let figures: Client;
beforeAll(async () => {
  opened = await openAnalysisStore();
  const statements = [...readings.map(readingStatement), ...sittings.flatMap(sittingStatements)];
  for (let n = 0; n < statements.length; n += 500) await opened.store.store(statements.slice(n, n + 500));
  rows = await opened.withKey();
  figures = await opened.withKey({ scopes: ['analysis/read'] });
}, 60_000);
afterAll(() => opened.close());

async function post(client: Client, path: string, body: object): Promise<unknown> {
  const response = await client(path, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return response.json();
}
const aggregate = async (client: Client, body: object) =>
  AggregateAnswer.parse(await post(client, '/ext/aggregate', body));
const discriminate = async (client: Client, body: object) =>
  DiscriminationAnswer.parse(await post(client, '/ext/discrimination', body));

// What follows counts by hand, from what was told, and shares no code with the record store.

const isFirst = (each: Sitting): boolean =>
  !sittings.some(({ learner, exam, at }) => learner === each.learner && exam === each.exam && at < each.at);

const hadRead = ({ learner, at }: Sitting, topic: string): boolean =>
  readings.some((each) => each.learner === learner && each.topic === topic && each.at < at);

const answersIn = (some: readonly Sitting[]): (Answered & { sitting: Sitting })[] =>
  some.flatMap((sitting) => sitting.answers.map((answer) => ({ ...answer, sitting })));

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const medianOf = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low = 0, high = low] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return (low + high) / 2;
};

function groupBy<T>(list: readonly T[], keyOf: (each: T) => unknown): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const key = JSON.stringify(keyOf(each));
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

/** Pearson's correlation, by its definition. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [meanOf(pairs.map(([a]) => a)), meanOf(pairs.map(([, b]) => b))];
  const sum = (of: (pair: readonly [number, number]) => number) => meanOf(pairs.map(of));
  return (
    sum(([a, b]) => (a - x) * (b - y)) / Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2))
  );
}

const tableOf = (answer: { rows: readonly AggregateRow[] }) =>
  new Map(
    answer.rows.map(({ key, count, learners, scaled }) => [
      JSON.stringify(Object.values(key)),
      { count, learners, mean: scaled?.mean, median: scaled?.median },
    ]),
  );

const figuresOf = (list: readonly { score: number; learner: string }[]) => ({
  count: list.length,
  learners: new Set(list.map(({ learner }) => learner)).size,
  mean: expect.closeTo(meanOf(list.map(({ score }) => score)), 9) as number,
  median: medianOf(list.map(({ score }) => score)),
});

const byHand = <T extends { score: number; learner: string }>(
  list: readonly T[],
  keyOf: (each: T) => unknown[],
) => new Map([...groupBy(list, keyOf)].map(([key, group]) => [key, figuresOf(group)]));

const scored = (some: readonly Sitting[]) =>
  answersIn(some).map((each) => ({ ...each, learner: each.sitting.learner, score: each.right ? 1 : 0 }));

it.each(['/ext/aggregate?readBefore=yes', '/ext/discrimination?groupBy=verb'])(
  'refuses %s',
  async (route) => {
    expect((await rows(route)).status).toBe(400);
  },
);

/** Score of a question, and what the rest of the attempt came to. */
type Point = [score: number, rest: number];

/** Mean score of the 27 % with most in the rest less that of those with least; who is on the border counts in part. */
function upperLower(byExam: Point[][]): number {
  const meanAtEnd = (isBefore: (a: number, b: number) => boolean): number => {
    let [people, right] = [0, 0];
    for (const points of byExam) {
      const places = Math.round(0.27 * points.length);
      people += places;
      for (const [score, rest] of points) {
        const before = points.filter(([, other]) => isBefore(other, rest)).length;
        const equal = points.filter(([, other]) => other === rest).length;
        right += score * Math.min(1, Math.max(0, (places - before) / equal));
      }
    }
    return right / people;
  };
  return meanAtEnd((a, b) => a > b) - meanAtEnd((a, b) => a < b);
}

describe('exact figures, counted a second time by hand', () => {
  it('compare courses with mean and median, of all attempts and of first ones', async () => {
    const request = { filter: JUDGED, groupBy: ['grouping'], measures: ['scaled'] };
    expect(tableOf(await aggregate(rows, request))).toEqual(byHand(sittings, ({ course }) => [course]));
    const first = await aggregate(rows, { ...request, attempts: 'first' });
    expect(tableOf(first)).toEqual(byHand(sittings.filter(isFirst), ({ course }) => [course]));
    expect(first.total.count).toBeLessThan(sittings.length);
    expect(first.total.learners).toBe(240);
  });

  it('tell answers by topic and level', async () => {
    const request = { filter: ANSWERED, groupBy: ['topic', 'level'], measures: ['scaled'] };
    expect(tableOf(await aggregate(rows, request))).toEqual(
      byHand(scored(sittings), ({ topic, level }) => [topic, level]),
    );
  });

  it('tell those who had read a question’s topic before from those who had not', async () => {
    const hand = byHand(scored(sittings.filter(isFirst)), ({ sitting, topic }) => [
      topic,
      hadRead(sitting, topic) ? 'all' : 'none',
    ]);
    const request = { filter: ANSWERED, groupBy: ['topic', 'readBefore'], measures: ['scaled'] };
    expect(tableOf(await aggregate(rows, request))).toEqual(hand);
    const { rows: alone } = await aggregate(rows, { ...request, groupBy: ['topic'], readBefore: 'none' });
    expect(alone.map(({ key, count }) => [key.topic, count]).sort()).toEqual(
      TOPICS.map((topic) => [topic, hand.get(JSON.stringify([topic, 'none']))?.count]),
    );
  });

  it('tell how the exam went by how much of its topics was read before', async () => {
    const read = (sitting: Sitting) => {
      const count = TOPICS.filter((topic) => hadRead(sitting, topic)).length;
      return count === TOPICS.length ? 'all' : count > 0 ? 'some' : 'none';
    };
    const request = { filter: { ...JUDGED, about: EXAMS[0] }, groupBy: ['readBefore'], measures: ['scaled'] };
    const of = sittings.filter((each) => isFirst(each) && each.exam === EXAMS[0]);
    expect(tableOf(await aggregate(rows, request))).toEqual(byHand(of, (sitting) => [read(sitting)]));
  });

  it.each([
    ['one exam, first attempts', { filter: { about: EXAMS[0] } }, [EXAMS[0]], isFirst],
    ['one exam, all attempts', { filter: { parent: EXAMS[1] }, attempts: 'all' }, [EXAMS[1]], () => true],
  ])('tell how questions discriminate: %s', async (_, request, exams, isCounted) => {
    const answers = answersIn(sittings.filter((each) => exams.includes(each.exam) && isCounted(each)));
    const hand = new Map(
      [...groupBy(answers, ({ question }) => question)].map(([question, list]) => [
        JSON.parse(question) as string,
        {
          n: list.length,
          value: correlation(
            list.map(({ right, sitting }) => [
              right ? 1 : 0,
              sitting.answers.filter((each) => each.right && each.question !== JSON.parse(question)).length,
            ]),
          ),
        },
      ]),
    );
    const { rows: told, least } = await discriminate(rows, request);
    expect(least).toBe(0);
    expect(new Map(told.map(({ activity, n, value }) => [activity, { n, value }]))).toEqual(
      new Map([...hand].map(([id, { n, value }]) => [id, { n, value: expect.closeTo(value, 9) as number }])),
    );
    expect(Math.max(...told.map(({ value }) => value))).toBeGreaterThan(0.2);
  });

  it('hold a question of two exams against each of them, and the rest of the attempt whole', async () => {
    const activity = (await discriminate(rows, {})).rows[0]?.activity ?? '';
    const byExam = EXAMS.map((exam) => {
      const answers = answersIn(sittings.filter((each) => each.exam === exam && isFirst(each))).filter(
        ({ question }) => question === activity,
      );
      return answers.map(({ right, sitting }): Point => {
        const score = right ? 1 : 0;
        return [score, sitting.answers.filter((each) => each.right).length - score];
      });
    });
    const pairs = byExam.flatMap((points) => {
      const [x, y] = [meanOf(points.map(([a]) => a)), meanOf(points.map(([, b]) => b))];
      return points.map(([a, b]) => [a - x, b - y] as const);
    });
    const told = await discriminate(rows, { filter: { activity } });
    expect(told.rows).toEqual([
      {
        activity,
        n: pairs.length,
        value: expect.closeTo(correlation(pairs), 9) as number,
        upperLower: expect.closeTo(upperLower(byExam), 9) as number,
      },
    ]);
    const topic = answersIn(sittings).find(({ question }) => question === activity)?.topic;
    const ofTopic = (await discriminate(rows, { filter: { about: topic } })).rows;
    expect(ofTopic.find((row) => row.activity === activity)).toEqual(told.rows[0]);
  });
});

describe('protected figures, held against the exact ones', () => {
  it.each([
    ['courses', { filter: JUDGED, groupBy: ['grouping'], attempts: 'first' }],
    ['topics and levels', { filter: ANSWERED, groupBy: ['topic', 'level'] }],
    ['cohorts', { filter: ANSWERED, groupBy: ['topic', 'readBefore'] }],
  ])('are what bins promise: %s', async (_, request) => {
    const exact = tableOf(await aggregate(rows, { ...request, measures: ['scaled'] }));
    const answer = await aggregate(figures, { ...request, measures: ['scaled'] });
    const { threshold } = answer;
    const told = tableOf(answer);
    // Whoever came first, before there were people enough to tell by what, is counted under no name.
    const named = [...told].filter(([key]) => !key.includes('null'));
    expect(named.map(([key]) => key).sort()).toEqual([...exact.keys()].sort());
    for (const [key, { count, learners, mean, median }] of named) {
      const truth = exact.get(key);
      expect([(count ?? 1) % threshold, (learners ?? 1) % threshold, median]).toEqual([0, 0, null]);
      // Each bin is off by 0.4 thresholds, has that many people at least, and as many may wait for the next.
      const bins = Math.ceil((truth?.count ?? 0) / threshold);
      expect(Math.abs((count ?? 0) - (truth?.count ?? 0))).toBeLessThanOrEqual(1.4 * threshold * bins);
      expect(Math.abs((mean ?? 0) - (truth?.mean ?? 0))).toBeLessThan(0.15);
    }
  });

  it('tell discrimination of fifty people and more, with the noise of eight people’s part', async () => {
    const exact = new Map(
      (await discriminate(rows, {})).rows.map(({ activity, n, value }) => [activity, { n, value }]),
    );
    const { rows: told, least } = await discriminate(figures, {});
    expect(least).toBe(50);
    expect(told.length).toBeGreaterThan(5);
    for (const { activity, n, value } of told) {
      expect([50, 100, 200]).toContain(n);
      // Of the first so many: beside the noise, it varies as a sample does.
      expect(Math.abs(value - (exact.get(activity)?.value ?? 9))).toBeLessThan(8 / n + 4 / Math.sqrt(n));
    }
    // What is asked beside, or on fewer days, changes nothing: there is nothing to subtract.
    const since = '2026-03-08T17:00:00Z';
    expect((await discriminate(figures, { filter: { since }, attempts: 'all' })).rows).toEqual(told);
    const activity = told[0]?.activity ?? '';
    expect((await discriminate(figures, { filter: { activity } })).rows).toEqual([told[0]]);
    const topic = (await discriminate(figures, { filter: { about: TOPICS[0] } })).rows;
    expect(topic.length).toBeGreaterThan(0);
    for (const row of topic) expect(told).toContainEqual(row);
  });
});
