import { AggregateAnswer, RecordsCount, RecordsPage } from '@chuyen-de/contracts';
import {
  anAnswer,
  ANSWERED,
  COURSE,
  EXAM,
  openAnalysisStore,
  OTHER_COURSE,
  type AnalysisStore,
} from './analysis-store.ts';

type Client = Awaited<ReturnType<AnalysisStore['withKey']>>;

let opened: AnalysisStore;
let analyst: Client;
beforeEach(async () => {
  opened = await openAnalysisStore();
  analyst = await opened.withKey();
});
afterEach(() => opened.close());

const aggregate = async (client: Client, request: object): Promise<AggregateAnswer> => {
  const response = await client('/ext/aggregate', { method: 'POST', body: JSON.stringify(request) });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  return AggregateAnswer.parse(await response.json());
};

const refusal = async (response: Response): Promise<[number, unknown]> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return [response.status, ((await response.json()) as { code: unknown }).code];
};

const learners = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, i) => `${from + i}`);

describe('aggregations', () => {
  it('counts statements and distinct learners, and sums up scores', async () => {
    const statements = learners(6).map((learner, i) => anAnswer({ learner, response: i < 4 ? 'a' : 'b' }));
    await opened.store.store([...statements, anAnswer({ learner: '1', response: 'b' })]);
    const { rows, total, activities } = await aggregate(analyst, {
      filter: { verb: [ANSWERED] },
      groupBy: ['activity'],
      measures: ['scaled', 'duration'],
    });
    const id = 'https://tool.example/questions/CD01-Q01@1';
    expect(rows).toEqual([
      {
        key: { activity: id },
        suppressed: false,
        count: 7,
        learners: 6,
        scaled: { n: 7, mean: 4 / 7, min: 0, q1: 0, median: 1, q3: 1, max: 1 },
        duration: { n: 7, mean: 90, min: 90, q1: 90, median: 90, q3: 90, max: 90 },
      },
    ]);
    expect(total).toMatchObject({ count: 7, learners: 6 });
    expect(activities[id]).toMatchObject({ name: { vi: 'Lời dẫn CD01-Q01@1' }, correct: ['a'] });
  });

  it('finds a topic’s questions by the topic, and one choice told in two orders as one', async () => {
    const topic = { id: 'https://tool.example/topics/CD01' };
    const answer = (learner: string, response: string, other = [topic]) => {
      const told = anAnswer({ learner, response }) as { context: { contextActivities: object } };
      return { ...told, context: { contextActivities: { ...told.context.contextActivities, other } } };
    };
    const elsewhere = { id: 'https://tool.example/topics/CD02' };
    await opened.store.store([
      ...learners(3).map((learner) => answer(learner, 'b[,]a')),
      ...learners(3, 4).map((learner) => answer(learner, 'a[,]b')),
      ...learners(6, 7).map((learner) => answer(learner, 'a', [elsewhere])),
    ]);
    const { rows, total } = await aggregate(analyst, { filter: { about: topic.id }, groupBy: ['response'] });
    expect(rows).toMatchObject([{ key: { response: 'a[,]b' }, count: 6, learners: 6 }]);
    expect(total).toMatchObject({ count: 6 });
    const list = await analyst(`/ext/statements?about=${encodeURIComponent(topic.id)}`);
    expect(((await list.json()) as { entries: unknown[] }).entries).toHaveLength(6);
  });

  it('takes days as the clocks of the zone show them', async () => {
    const late = learners(5).map((learner) => anAnswer({ learner, at: '2026-03-01T17:30:00Z' }));
    const early = learners(5).map((learner) => anAnswer({ learner, at: '2026-03-01T16:30:00Z' }));
    await opened.store.store([...late, ...early]);
    const days = async (zone?: string) =>
      (await aggregate(analyst, { groupBy: ['day'], ...(zone && { zone }) })).rows.map(({ key }) => key.day);
    expect(await days()).toEqual(['2026-03-01', '2026-03-02']);
    expect(await days('Europe/Paris')).toEqual(['2026-03-01']);
  });

  it('gives who may see people everything, also a row for each', async () => {
    await opened.store.store([anAnswer({ learner: '5' })]);
    const identified = await opened.withKey({ scopes: ['statements/read'], identified: true });
    const { rows } = await aggregate(identified, { groupBy: ['learner'] });
    expect(rows).toMatchObject([{ key: { learner: 'account:https://moodle.example|5' }, count: 1 }]);
    const refused = await analyst('/ext/aggregate?groupBy=learner');
    expect(await refusal(refused)).toEqual([403, 'not_identified']);
  });

  it('answers the same by GET', async () => {
    await opened.store.store(learners(5).map((learner) => anAnswer({ learner })));
    const query = new URLSearchParams({
      verb: ANSWERED,
      about: EXAM,
      groupBy: 'verb success',
      measures: 'scaled',
    });
    const response = await analyst(`/ext/aggregate?${query.toString()}`);
    const { rows } = AggregateAnswer.parse(await response.json());
    expect(rows).toMatchObject([{ key: { verb: ANSWERED, success: true }, count: 5 }]);
  });

  it.each([
    ['/ext/aggregate?groupBy=json', 400, 'invalid_request'],
    ['/ext/aggregate?groupBy=verb+verb', 400, 'invalid_request'],
    ['/ext/aggregate?zone=Mars', 400, 'invalid_request'],
    ['/ext/aggregate?since=yesterday', 400, 'invalid_request'],
    ['/ext/aggregate?learner=someone', 400, 'invalid_request'],
    ['/ext/aggregate?colour=red', 400, 'invalid_request'],
    ['/ext/aggregate?attempts=second', 400, 'invalid_request'],
    ['/ext/statements?attempts=first', 400, 'invalid_request'],
    ['/ext/statements?limit=0', 400, 'invalid_request'],
    ['/ext/export?format=xml', 400, 'invalid_request'],
    ['/ext/export?format=csv&after=%27', 400, 'invalid_request'],
  ])('refuses %s', async (route, status, code) => {
    expect(await refusal(await analyst(route))).toEqual([status, code]);
  });

  it('says that it gave up when time is up', async () => {
    const hurried = await openAnalysisStore({ timeLimitMs: 1 });
    try {
      const learner = learners(3_000);
      await hurried.store.store(learner.map((each) => anAnswer({ learner: each })));
      const response = await (await hurried.withKey())('/ext/aggregate?groupBy=activity');
      expect(await refusal(response)).toEqual([503, 'query_too_slow']);
    } finally {
      await hurried.close();
    }
  });
});

describe('access to analyses', () => {
  it('needs a scope for reading', async () => {
    const writer = await opened.withKey({ scopes: ['statements/write'] });
    for (const route of [
      '/ext/statements',
      '/ext/count',
      '/ext/export?format=csv',
      '/ext/aggregate',
      '/ext/access',
    ])
      expect(await refusal(await writer(route))).toEqual([403, 'not_permitted']);
    expect((await fetch(`${opened.base}/ext/statements`)).status).toBe(401);
  });

  it('keeps the scope for analyses away from the statements themselves', async () => {
    const response = await analyst('/statements', { headers: { 'X-Experience-API-Version': '1.0.3' } });
    expect(response.status).toBe(403);
  });

  it('shows a lecturer the own course alone', async () => {
    await opened.store.store([
      ...learners(6).map((learner) => anAnswer({ learner })),
      ...learners(7).map((learner) => anAnswer({ learner, course: OTHER_COURSE })),
    ]);
    const lecturer = opened.withAccess({ courses: [COURSE] });
    expect((await aggregate(lecturer, {})).total.count).toBe(6);
    expect((await aggregate(lecturer, { filter: { grouping: OTHER_COURSE } })).total.count).toBe(0);
    const page = RecordsPage.parse(await (await lecturer('/ext/statements?limit=200')).json());
    expect(page.entries).toHaveLength(6);
    const rows = (await (await lecturer('/ext/export?format=jsonl')).text()).trim().split('\n');
    expect(rows).toHaveLength(6);
    expect((await aggregate(opened.withAccess({ courses: [] }), {})).total.count).toBe(0);
  });

  it('shows a credential its platforms alone', async () => {
    await opened.store.store(
      learners(5).map((learner) => anAnswer({ learner })),
      { platform: 'one' },
    );
    await opened.store.store(
      learners(6).map((learner) => anAnswer({ learner })),
      { platform: 'two' },
    );
    const bound = await opened.withKey({ platforms: ['two'] });
    expect((await aggregate(bound, {})).total.count).toBe(6);
    expect(RecordsCount.parse(await (await bound('/ext/count')).json()).count).toBe(6);
  });
});

describe('what counts nowhere', () => {
  const voiding = (id: string) => ({
    actor: { account: { homePage: 'https://tool.example', name: 'chuyen-de' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id },
  });
  const idOf = (statement: object): string => (statement as { id: string }).id;
  const countsOf = async (query: string) => {
    const list = await analyst(`/ext/statements?${query}`);
    const file = await analyst(`/ext/export?format=jsonl&${query}`);
    return {
      listed: RecordsPage.parse(await list.json()).entries.length,
      exported: (await file.text()).split('\n').length - 1,
      counted: RecordsCount.parse(await (await analyst(`/ext/count?${query}`)).json()).count,
    };
  };

  it('is left out of each analysis: trials, unless asked for, and what is or does voiding', async () => {
    const [tried, tries] = ['9', '8'].map((learner) => anAnswer({ learner, trial: true })) as [
      object,
      object,
    ];
    const gone = anAnswer({ learner: '1' });
    const counts = learners(3).map((learner) => anAnswer({ learner }));
    await opened.store.store([tried, tries, gone, ...counts, voiding(idOf(gone)), voiding(idOf(tries))]);
    const three = { listed: 3, exported: 3, counted: 3 };
    const one = { listed: 1, exported: 1, counted: 1 };
    expect(await countsOf('')).toEqual(three);
    expect(await countsOf('trial=false')).toEqual(three);
    expect(await countsOf(`verb=${encodeURIComponent(ANSWERED)}`)).toEqual(three);
    expect(await countsOf('trial=true')).toEqual(one);
    expect((await aggregate(analyst, { groupBy: ['verb'] })).rows).toMatchObject([{ count: 3, learners: 3 }]);
    expect((await aggregate(analyst, { filter: { trial: true } })).total).toMatchObject({
      count: 1,
      learners: 1,
    });
    expect(await refusal(await analyst('/ext/count?trial=maybe'))).toEqual([400, 'invalid_request']);
  });

  it('is left out of protected figures', async () => {
    const protectedly = await opened.withKey({ scopes: ['analysis/read'] });
    await opened.store.store([
      ...learners(14).map((learner) => anAnswer({ learner })),
      ...learners(34, 20).map((learner) => anAnswer({ learner, trial: true })),
    ]);
    const countOf = async (request: object) => (await aggregate(protectedly, request)).total.count;
    // Two bins of five and six of them, after the four who went before; each is off by two at most.
    expect(await countOf({})).toBeLessThanOrEqual(15);
    expect(await countOf({ filter: { trial: true } })).toBeGreaterThanOrEqual(20);
  });
});

describe('the list of statements', () => {
  it('names nobody, and finds the statements of the same learner by a handle', async () => {
    await opened.store.store(['5', '6', '5'].map((learner) => anAnswer({ learner })));
    const text = await (await analyst('/ext/statements')).text();
    expect(text).not.toContain('moodle.example","name"');
    const { entries, identified } = RecordsPage.parse(JSON.parse(text));
    expect(identified).toBe(false);
    const [first] = entries;
    expect(first!.statement['actor']).toMatchObject({
      account: { homePage: 'https://tool.example', name: first!.learner!.pseudonym },
    });
    const own = await analyst(`/ext/statements?learner=${first!.learner!.handle}`);
    expect(RecordsPage.parse(await own.json()).entries).toHaveLength(2);
    const asked = await analyst(`/ext/statements?agent=${encodeURIComponent('{"mbox":"mailto:a@b.vn"}')}`);
    expect(await refusal(asked)).toEqual([403, 'not_identified']);
  });

  it('pages without gap or repetition while statements arrive', async () => {
    await opened.store.store(learners(25).map((learner) => anAnswer({ learner })));
    const seen: string[] = [];
    let before: string | null = '';
    while (before !== null) {
      const response = await analyst(`/ext/statements?limit=10${before === '' ? '' : `&before=${before}`}`);
      const page: RecordsPage = RecordsPage.parse(await response.json());
      seen.push(...page.entries.map(({ position }) => position));
      before = page.next;
      await opened.store.store([anAnswer({ learner: 'later' })]);
    }
    expect(seen).toHaveLength(25);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});
