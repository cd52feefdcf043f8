import type { AggregateAnswer, AggregateRequest, Dimension } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';
import { makeDraw } from './draw.ts';
import { makeExactFold, type Counted } from './exact-fold.ts';
import { countProtected } from './protected-count.ts';
import { startOfDay } from './question-bounds.ts';

const K = 5;
const FIRST_DAY = 20_500;

/** Who took the exam on which day in which course, and how it went. */
interface Taker {
  day: number;
  course: number;
  passed: boolean;
  score: number;
}

const taker = fc.record({
  day: fc.nat(9),
  course: fc.nat(2),
  passed: fc.boolean(),
  score: fc.integer({ min: 0, max: 10 }).map((points) => points / 10),
});

/** What a taker leaves behind: an answer, and how the exam went. */
const factsOf = ({ day, course, passed, score }: Taker, person: number): Fact[] => {
  const common = {
    at: startOfDay(FIRST_DAY + day) + person,
    actor: `person ${person}`,
    platform: 'moodle',
    groupings: [`course ${course}`],
    success: passed,
    scaled: score,
  };
  return [
    {
      ...common,
      verb: VERBS.answered.id,
      activity: 'question',
      parents: ['exam', `attempt ${person}`],
      response: passed ? 'a' : 'b',
    },
    { ...common, verb: passed ? VERBS.passed.id : VERBS.failed.id, activity: 'exam' },
  ];
};

/** Questions that are allowed: whole days, a course, outcomes, verbs, and rows by any of these. */
const question: fc.Arbitrary<AggregateRequest> = fc
  .record({
    from: fc.nat(9),
    days: fc.integer({ min: 1, max: 10 }),
    grouping: fc.constantFrom(undefined, 'course 0', 'course 1', 'course 2'),
    verb: fc.constantFrom(
      undefined,
      [VERBS.answered.id],
      [VERBS.passed.id],
      [VERBS.passed.id, VERBS.failed.id],
    ),
    success: fc.constantFrom(undefined, true, false),
    groupBy: fc.constantFrom<Dimension[]>(
      [],
      ['success'],
      ['response'],
      ['day'],
      ['grouping', 'success'],
      ['verb'],
    ),
  })
  .map(({ from, days, groupBy, ...filter }) => ({
    filter: {
      ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
      since: new Date(startOfDay(FIRST_DAY + from)).toISOString(),
      until: new Date(startOfDay(FIRST_DAY + from + days)).toISOString(),
    },
    groupBy,
    measures: ['scaled'],
    zone: 'Asia/Ho_Chi_Minh',
    limit: 1_000,
  }));

const game = fc.record({
  takers: fc.array(taker, { minLength: 15, maxLength: 40 }),
  questions: fc.array(question, { minLength: 2, maxLength: 6 }),
  key: fc.string({ minLength: 8, maxLength: 8 }),
});

const within = ({ filter: { grouping, verb } }: AggregateRequest, fact: Fact): boolean =>
  (grouping === undefined || (fact.groupings ?? []).includes(grouping)) &&
  (!verb ||
    verb.includes(fact.verb ?? '') ||
    (fact.verb !== VERBS.answered.id && !verb.includes(VERBS.answered.id)));

async function tell(facts: readonly Fact[], request: AggregateRequest, key: string): Promise<Counted> {
  const byCourse = request.filter.grouping !== undefined || request.groupBy.includes('grouping');
  const found = facts.filter((fact) => within(request, fact));
  const scan = async function* () {
    yield await Promise.resolve(found);
  };
  return countProtected({ request, byCourse, scan }, { threshold: K, draw: makeDraw(key) });
}

/** Who is behind each row, were it told as it is. */
function peopleBy(facts: readonly Fact[], request: AggregateRequest): Map<string, number> {
  const fold = makeExactFold(request);
  for (const fact of facts) if (within(request, fact)) fold.add(fact);
  return new Map(fold.result().rows.map(({ key, learners }) => [JSON.stringify(key), learners ?? 0]));
}

const numbersIn = ({ rows, total }: Pick<AggregateAnswer, 'rows' | 'total'>): number[] =>
  [total, ...rows]
    .flatMap(({ count, learners, scaled }) => [count, learners, scaled?.n])
    .filter((n) => n != null);

describe('protected figures against somebody who asks and subtracts', () => {
  it('tell nothing that fewer people than the threshold are behind, nor any exact number', async () => {
    await fc.assert(
      fc.asyncProperty(game, async ({ takers, questions, key }) => {
        const facts = takers.flatMap(factsOf);
        for (const request of questions) {
          const { rows, total } = await tell(facts, request, key);
          for (const number of numbersIn({ rows, total })) expect(number % K).toBe(0);
          for (const { scaled } of [total, ...rows])
            if (scaled) expect([scaled.min, scaled.median, scaled.max]).toEqual([null, null, null]);
          if (request.groupBy.includes('day')) continue;
          const { since: _, until: __, success: ___, ...filter } = request.filter;
          const people = peopleBy(facts, { ...request, filter });
          // Courses of few people are one row without a name.
          for (const row of rows)
            if (row.key.grouping !== null)
              expect(people.get(JSON.stringify(row.key))).toBeGreaterThanOrEqual(K);
        }
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  it('let who knows all about everybody else guess how one person did hardly better than a coin', async () => {
    let rounds = 0;
    const right = { passed: 0, score: 0 };
    await fc.assert(
      fc.asyncProperty(game, async ({ takers, questions, key }) => {
        const [victim, ...others] = takers;
        if (!victim) return;
        const facts = takers.flatMap(factsOf);
        const known = others.flatMap((other, i) => factsOf(other, i + 1));
        let passes = 0;
        let points = 0;
        let asked = 0;
        for (const each of questions) {
          const request: AggregateRequest = {
            ...each,
            groupBy: [],
            filter: { ...each.filter, success: true },
          };
          const { success: _, ...both } = request.filter;
          const told = (await tell(facts, request, key)).total;
          const toldBoth = (await tell(facts, { ...request, filter: both }, key)).total;
          if (told.count === null || toldBoth.count === null || !toldBoth.scaled) continue;
          const exact = makeExactFold(request);
          const from = Date.parse(request.filter.since ?? '');
          const to = Date.parse(request.filter.until ?? '');
          const mine = known.filter(
            (fact) => within(request, fact) && (fact.at ?? 0) >= from && (fact.at ?? 0) < to,
          );
          for (const fact of mine) exact.add(fact);
          const all = exact.result().total;
          passes += told.count - mine.filter(({ success }) => success).length;
          points +=
            (toldBoth.scaled.mean - (all.scaled?.mean ?? 0)) * (all.scaled?.n ?? 0) + (all.scaled?.mean ?? 0);
          asked += 1;
        }
        if (asked === 0) return;
        rounds += 1;
        if (passes / asked > 0.5 === victim.passed) right.passed += 1;
        if (points / asked > 0.5 === victim.score > 0.5) right.score += 1;
      }),
      { numRuns: 10_000, seed: 3 },
    );
    expect(rounds).toBeGreaterThan(3_000);
    expect(right.passed / rounds).toBeLessThan(0.6);
    expect(right.score / rounds).toBeLessThan(0.6);
  }, 120_000);
});
