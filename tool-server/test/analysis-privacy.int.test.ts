import { AggregateAnswer, RecordsCount, RecordsDepth, RecordsPage } from '@chuyen-de/contracts';
import { anAnswer, COURSE, openAnalysisStore, OTHER_COURSE, type AnalysisStore } from './analysis-store.ts';

type Client = Awaited<ReturnType<AnalysisStore['withKey']>>;

let opened: AnalysisStore;
beforeEach(async () => {
  opened = await openAnalysisStore();
});
afterEach(() => opened.close());

const voiding = (id: string): object => ({
  actor: { objectType: 'Agent', account: { homePage: 'https://tool.example', name: 'tool' } },
  verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
  object: { objectType: 'StatementRef', id },
});

const learners = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, i) => `${from + i}`);

const aggregate = async (client: Client, request: object): Promise<AggregateAnswer> => {
  const response = await client('/ext/aggregate', { method: 'POST', body: JSON.stringify(request) });
  expect(response.status).toBe(200);
  return AggregateAnswer.parse(await response.json());
};

const refusal = async (response: Response): Promise<[number, unknown]> => [
  response.status,
  ((await response.json()) as { code: unknown }).code,
];

describe('a key that reads protected figures alone', () => {
  let figures: Client;
  beforeEach(async () => {
    figures = await opened.withKey({ scopes: ['analysis/read'] });
    await opened.store.store([
      ...learners(43).map((learner) => anAnswer({ learner, question: 'Q1' })),
      ...learners(2, 44).map((learner) => anAnswer({ learner, question: 'Q1', response: 'b' })),
      ...learners(3).map((learner) => anAnswer({ learner, question: 'Q2', course: OTHER_COURSE })),
    ]);
  });

  it('gets rounded counts and noisy means, the same each time, and nothing of few learners', async () => {
    const request = { groupBy: ['activity'], measures: ['scaled', 'duration'] };
    const answer = await aggregate(figures, request);
    expect(answer.threshold).toBe(5);
    expect(answer.rows.map(({ key }) => key.activity)).toEqual(['https://tool.example/questions/Q1']);
    const [row] = answer.rows;
    expect([(row?.count ?? 1) % 5, (row?.learners ?? 1) % 5]).toEqual([0, 0]);
    // Four went before the question was told of and three after its last bin; each of seven bins is off a little.
    expect(Math.abs((row?.count ?? 0) - 38)).toBeLessThanOrEqual(2 * 7 + 2);
    expect(Math.abs((row?.scaled?.mean ?? 0) - 1)).toBeLessThanOrEqual((2.5 * 7) / 38);
    expect(row?.scaled).toMatchObject({ min: null, median: null, max: null });
    expect(await aggregate(figures, request)).toEqual(answer);
    expect(answer.total.count).toBe(row?.count);
  });

  it.each([
    ['a question that few answered', { filter: { activity: 'https://tool.example/questions/Q2' } }],
    ['a course of few', { filter: { grouping: OTHER_COURSE } }],
    ['a day on which nothing was done', { filter: { since: '2026-03-05T17:00:00Z' } }],
  ])('gets nothing of %s', async (_, request) => {
    const { total, rows } = await aggregate(figures, request);
    expect([total.suppressed, total.count, rows]).toEqual([true, null, []]);
    const query = new URLSearchParams(request.filter as Record<string, string>);
    const count = RecordsCount.parse(await (await figures(`/ext/count?${query.toString()}`)).json());
    expect(count.count).toBeNull();
  });

  it.each([
    '/ext/statements',
    '/ext/export?format=csv',
    '/ext/export?format=jsonl',
    '/ext/aggregate?groupBy=registration',
    '/ext/aggregate?groupBy=learner',
    '/ext/aggregate?groupBy=hour',
    '/ext/aggregate?registration=00000000-0000-4000-8000-000000000001',
    '/ext/aggregate?learner=handle',
    '/ext/count?learner=handle',
    `/ext/aggregate?pseudonym=${'0'.repeat(32)}`,
    `/ext/count?pseudonym=${'0'.repeat(32)}`,
    '/ext/discrimination?learner=handle',
    '/ext/discrimination?registration=00000000-0000-4000-8000-000000000001',
    '/ext/aggregate?since=2026-03-02T08:00:00Z',
    '/ext/count?until=2026-03-02T08:00:00Z',
    '/ext/aggregate?groupBy=day&zone=Europe/Paris',
  ])('is refused what leads to one learner: %s', async (route) => {
    expect(await refusal(await figures(route))).toEqual([403, 'figures_only']);
  });

  it('keeps the bar of a verb and of a question beside statements from elsewhere', async () => {
    const bars = async () => {
      const { rows } = await aggregate(figures, { groupBy: ['verb', 'activity'] });
      return rows.map(({ key, count }) => [key.verb, key.activity, count]);
    };
    const before = await bars();
    expect(before).toHaveLength(1);
    const foreign = (more: object) => ({ ...anAnswer({ learner: 'elsewhere', question: 'Q1' }), ...more });
    await opened.store.store([
      foreign({ context: {} }),
      foreign({ verb: { id: 'https://elsewhere.example/answered' } }),
      foreign({ timestamp: '1970-01-01T00:00:00Z', object: { id: 'https://elsewhere.example/x' } }),
      foreign({ timestamp: '2199-01-01T00:00:00Z', context: {} }),
    ]);
    expect(await bars()).toEqual(before);
  });

  it('is told the same right before and right after one more hands in, is taken back, or answers again', async () => {
    const ask = async () => [
      await aggregate(figures, { groupBy: ['activity', 'success'], measures: ['scaled'] }),
      await aggregate(figures, { groupBy: ['day'], measures: ['scaled', 'duration'] }),
      await aggregate(figures, { filter: { success: true }, attempts: 'first' }),
      RecordsCount.parse(await (await figures('/ext/count')).json()).count,
    ];
    const before = await ask();
    const last = anAnswer({ learner: '99', question: 'Q1', response: 'b' }) as { id: string };
    await opened.store.store([last]);
    expect(await ask()).toEqual(before);
    await opened.store.store([voiding(last.id)]);
    expect(await ask()).toEqual(before);
    await opened.store.store([anAnswer({ learner: '99', question: 'Q1' })]);
    expect(await ask()).toEqual(before);
    // With those who are needed for the next bin it is told of, whole.
    await opened.store.store(learners(9, 100).map((learner) => anAnswer({ learner, question: 'Q1' })));
    expect(await ask()).not.toEqual(before);
  });

  it('goes on counting what is voided, until all of a bin is', async () => {
    const answers = learners(60, 200).map((learner) => anAnswer({ learner, question: 'Q3' }));
    await opened.store.store(answers);
    const ask = async () => (await aggregate(figures, { groupBy: ['activity'] })).rows;
    const before = await ask();
    const voidings = answers.map((answer) => voiding((answer as { id: string }).id));
    await opened.store.store(voidings.slice(0, 8));
    expect(await ask()).toEqual(before);
    await opened.store.store(voidings.slice(8));
    expect((await ask()).map(({ key }) => key.activity)).toEqual(['https://tool.example/questions/Q1']);
  });

  it('counts as a count of the same filter in an aggregation', async () => {
    const { total } = await aggregate(figures, { filter: { grouping: COURSE } });
    const query = new URLSearchParams({ grouping: COURSE });
    expect(RecordsCount.parse(await (await figures(`/ext/count?${query.toString()}`)).json()).count).toBe(
      total.count,
    );
  });
});

describe('a learner by pseudonym', () => {
  it('is found in lists, files, counts and figures by who sees rows, and nobody by one that nobody has', async () => {
    await opened.store.store(['5', '6', '5'].map((learner) => anAnswer({ learner })));
    const rows = await opened.withKey();
    const { entries } = RecordsPage.parse(await (await rows('/ext/statements')).json());
    const pseudonym = entries[0]?.learner?.pseudonym ?? '';
    const listed = await rows(`/ext/statements?pseudonym=${pseudonym}`);
    expect(RecordsPage.parse(await listed.json()).entries).toHaveLength(2);
    const file = await rows(`/ext/export?format=jsonl&pseudonym=${pseudonym}`);
    expect((await file.text()).trim().split('\n')).toHaveLength(2);
    const counted = await rows(`/ext/count?pseudonym=${pseudonym}`);
    expect(RecordsCount.parse(await counted.json()).count).toBe(2);
    expect((await aggregate(rows, { filter: { pseudonym } })).total).toMatchObject({ count: 2, learners: 1 });
    const nobody = await rows(`/ext/aggregate?pseudonym=${'0'.repeat(32)}`);
    expect(await refusal(nobody)).toEqual([400, 'invalid_request']);
  });
});

describe('how near to people a key comes', () => {
  const depthOf = async (client: Client) =>
    RecordsDepth.parse(await (await client('/ext/access')).json()).depth;

  it.each([
    [['analysis/read'], false, 'figures'],
    [['analysis/read', 'analysis/rows'], false, 'rows'],
    [['statements/read'], false, 'people'],
    [['all/read'], false, 'people'],
    [['all'], false, 'people'],
    [['analysis/read'], true, 'people'],
  ] as const)('%s, identified %s: %s', async (scopes, identified, depth) => {
    expect(await depthOf(await opened.withKey({ scopes: [...scopes], identified }))).toBe(depth);
  });

  it('is nothing where the key may also write: it could find out who is behind a pseudonym', async () => {
    const both = await opened.withKey({ scopes: ['analysis/rows', 'statements/write'] });
    for (const route of [
      '/ext/access',
      '/ext/aggregate',
      '/ext/count',
      '/ext/discrimination',
      '/ext/progress',
      '/ext/statements',
      '/ext/export?format=csv',
    ])
      expect(await refusal(await both(route))).toEqual([403, 'scopes_conflict']);
  });

  it('is statements without names for who sees rows, with exact figures', async () => {
    await opened.store.store(learners(3).map((learner) => anAnswer({ learner })));
    const rows = await opened.withKey({ scopes: ['analysis/rows'] });
    expect((await aggregate(rows, { groupBy: ['registration'] })).total).toMatchObject({
      count: 3,
      learners: 3,
    });
    expect(await (await rows('/ext/export?format=jsonl')).text()).not.toContain('moodle.example","name"');
    expect(await refusal(await rows('/ext/aggregate?groupBy=learner'))).toEqual([403, 'not_identified']);
  });
});
