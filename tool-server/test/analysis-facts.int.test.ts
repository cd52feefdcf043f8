import { createHash } from 'node:crypto';
import { AggregateAnswer, RecordsProgress } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { anAnswer, COURSE, openAnalysisStore, OTHER_COURSE, type AnalysisStore } from './analysis-store.ts';

const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';
/** More than one block, and some left over. */
const MANY = 9_500;
const RESPONSES = ['a', 'b', 'c'];

interface Told {
  learner: string;
  question: string;
  response: string;
  right: boolean;
  at: string;
  course: string;
  trial: boolean;
}

const idOf = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const dice = (n: number, sides: number, salt: string): number =>
  createHash('md5').update(`${salt}${n}`).digest().readUInt32LE(0) % sides;

const told: Told[] = Array.from({ length: MANY }, (_, n) => ({
  learner: String(dice(n, 90, 'learner')),
  question: `Q${dice(n, 12, 'question')}`,
  response: RESPONSES[dice(n, 3, 'response')] ?? '',
  right: dice(n, 2, 'right') === 0,
  at: new Date(Date.UTC(2026, 2, 1) + dice(n, 20 * 86_400_000, 'at')).toISOString(),
  course: dice(n, 3, 'course') === 0 ? OTHER_COURSE : COURSE,
  trial: dice(n, 9, 'trial') === 0,
}));

const voiding = (n: number): object => ({
  actor: { account: { homePage: 'https://moodle.example', name: 'somebody' } },
  verb: { id: VOIDED },
  object: { objectType: 'StatementRef', id: idOf(n) },
});

const READ = {
  activity: ({ question }: Told) => `https://tool.example/questions/${question}`,
  response: ({ response }: Told) => response,
  success: ({ right }: Told) => right,
  grouping: ({ course }: Told) => course,
  day: ({ at }: Told) => at.slice(0, 10),
} as const;
type Dimension = keyof typeof READ;

interface Filter {
  activity?: string;
  grouping?: string;
  success?: boolean;
  since?: string;
  until?: string;
  trial?: boolean;
}

const isSought = (
  each: Told,
  { activity, grouping, success, since, until, trial = false }: Filter,
): boolean =>
  each.trial === trial &&
  (activity === undefined || READ.activity(each) === activity) &&
  (grouping === undefined || each.course === grouping) &&
  (success === undefined || each.right === success) &&
  (since === undefined || each.at >= since) &&
  (until === undefined || each.at < until);

/** The table as anybody would make it by hand. */
function naive(all: readonly Told[], filter: Filter, groupBy: readonly Dimension[]): Map<string, unknown> {
  const groups = new Map<string, Told[]>();
  for (const each of all.filter((one) => isSought(one, filter))) {
    const key = JSON.stringify(groupBy.map((dimension) => READ[dimension](each)));
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return new Map(
    [...groups].map(([key, rows]) => [
      key,
      {
        count: rows.length,
        learners: new Set(rows.map(({ learner }) => learner)).size,
        mean: rows.filter(({ right }) => right).length / rows.length,
      },
    ]),
  );
}

let opened: AnalysisStore;
let ask: (filter: Filter, groupBy: readonly Dimension[]) => Promise<Map<string, unknown>>;
beforeAll(async () => {
  opened = await openAnalysisStore();
  for (let n = 0; n < MANY; n += 500)
    await opened.store.store(
      told.slice(n, n + 500).map((each, i) => ({ ...anAnswer(each), id: idOf(n + i) })),
    );
  const analyst = await opened.withKey({ identified: true });
  ask = async (filter, groupBy) => {
    const body = JSON.stringify({
      filter: { verb: [VERB], ...filter },
      groupBy,
      measures: ['scaled'],
      zone: 'UTC',
    });
    const response = await analyst('/ext/aggregate', { method: 'POST', body });
    const { rows } = (await response.json()) as AggregateAnswer;
    return new Map(
      rows.map(({ key, count, learners, scaled }) => [
        JSON.stringify(groupBy.map((dimension) => key[dimension])),
        { count, learners, mean: scaled?.mean },
      ]),
    );
  };
}, 60_000);
afterAll(() => opened.close());

/** What protected figures tell, which also counts what is voided. */
const askProtected = async () => {
  const analyst = await opened.withKey({ scopes: ['analysis/read'] });
  const body = JSON.stringify({ filter: { verb: [VERB] }, groupBy: ['day'], measures: ['scaled'] });
  const response = await analyst('/ext/aggregate', { method: 'POST', body });
  const answer = AggregateAnswer.parse(await response.json());
  expect(answer.rows.length).toBeGreaterThan(0);
  return answer;
};

const progress = async () => {
  const analyst = await opened.withKey({ scopes: ['analysis/read'] });
  return RecordsProgress.parse(await (await analyst('/ext/progress')).json());
};

const VERB = 'http://adlnet.gov/expapi/verbs/answered';
const time = fc.date({ min: new Date('2026-03-01'), max: new Date('2026-03-21'), noInvalidDate: true });
const filters = fc.record(
  {
    activity: fc.nat(12).map((n) => `https://tool.example/questions/Q${n}`),
    grouping: fc.constantFrom(COURSE, OTHER_COURSE),
    success: fc.boolean(),
    since: time.map((each) => each.toISOString()),
    until: time.map((each) => each.toISOString()),
    trial: fc.boolean(),
  },
  { requiredKeys: [] },
);
const dimensions = fc.uniqueArray(fc.constantFrom(...(Object.keys(READ) as Dimension[])), {
  maxLength: 3,
  minLength: 1,
});

const sorted = (table: Map<string, unknown>) => [...table].sort(([a], [b]) => (a < b ? -1 : 1));

/** Blocks are made after the first answer; that they come is what is waited for. */
async function untilBlocks(count: number): Promise<void> {
  while ((await opened.countBlocks()) < count);
}

describe('the facts of many statements', () => {
  it('are counted before there are blocks of them, and get blocks then', async () => {
    expect(await opened.countBlocks()).toBe(0);
    expect(await progress()).toEqual({ preparing: true, ready: 0 });
    expect(sorted(await ask({}, ['day']))).toEqual(sorted(naive(told, {}, ['day'])));
    const protectedly = await askProtected();
    await untilBlocks(2);
    expect(await askProtected()).toEqual(protectedly);
    // What is left over is not enough for a block.
    expect(await progress()).toEqual({ preparing: false, ready: 1 });
    expect(sorted(await ask({}, ['day']))).toEqual(sorted(naive(told, {}, ['day'])));
  }, 60_000);

  it('make the table that counting one by one makes, by any filter and dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(filters, dimensions, async (filter, groupBy) => {
        expect(sorted(await ask(filter, groupBy))).toEqual(sorted(naive(told, filter, groupBy)));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('are counted alike, up to any position', async () => {
    const analyst = await opened.withKey();
    const count = async (query: Record<string, string>) => {
      const answer = await analyst(`/ext/count?${new URLSearchParams({ verb: VERB, ...query }).toString()}`);
      return (await answer.json()) as { count: number; to: string };
    };
    const counted = told.filter(({ trial }) => !trial);
    expect((await count({})).count).toBe(counted.length);
    expect((await count({ trial: 'true' })).count).toBe(MANY - counted.length);
    expect((await count({ success: 'true' })).count).toBe(counted.filter(({ right }) => right).length);
    const lines = (await (await analyst('/ext/export?format=jsonl')).text()).trim().split('\n');
    const { position } = JSON.parse(lines[4_500] ?? '') as { position: string };
    expect((await count({ to: position })).count).toBe(4_500);
    const { count: all, to } = await count({ to: 'zzzzzzzzzzzzzzz' });
    expect([all, to < 'zzzzzzzzzzzzzzz']).toEqual([counted.length, true]);
  }, 60_000);

  it('are counted alike where somebody else has thrown the blocks away, and get blocks again', async () => {
    const before = sorted(await ask({}, ['day']));
    await opened.removeBlocks();
    expect(sorted(await ask({}, ['day']))).toEqual(before);
    await untilBlocks(2);
    expect(sorted(await ask({}, ['day']))).toEqual(before);
    expect(await progress()).toEqual({ preparing: false, ready: 1 });
  }, 60_000);

  it('leave out what is voided after they were counted', async () => {
    const before = await ask({}, ['response']);
    expect(sorted(before)).toEqual(sorted(naive(told, {}, ['response'])));
    const protectedly = await askProtected();
    const gone = [0, 4_095, 4_096, 5_000, MANY - 1];
    await opened.store.store(gone.map(voiding));
    const left = told.filter((_, n) => !gone.includes(n));
    expect(sorted(await ask({}, ['response']))).toEqual(sorted(naive(left, {}, ['response'])));
    expect(sorted(await ask({ success: true }, ['day']))).toEqual(
      sorted(naive(left, { success: true }, ['day'])),
    );
    // What is protected stays: that one is gone would tell how that one was.
    expect(await askProtected()).toEqual(protectedly);
  }, 60_000);
});
