import type { AggregateAnswer, AggregateRequest } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Figures } from './exact-fold.ts';
import { factsOf, game, isKnownBut, makeAnswers, thresholdIn, type Answers, type Taker } from './game.ts';

const numbersIn = ({ rows, total }: Pick<AggregateAnswer, 'rows' | 'total'>): number[] =>
  [total, ...rows]
    .flatMap(({ count, learners, scaled }) => [count, learners, scaled?.n])
    .filter((n) => n != null);

/** Which row of an answer somebody is in who is known for all but the outcome. */
const rowKeyOf = ({ question, course, read }: Taker, { groupBy }: AggregateRequest): string =>
  JSON.stringify(
    Object.fromEntries(
      groupBy.map((dimension) => [
        dimension,
        dimension === 'topic'
          ? `topic ${question}`
          : dimension === 'readBefore'
            ? read
              ? 'all'
              : 'none'
            : dimension === 'level'
              ? ['recall', 'application'][question]
              : `course ${course}`,
      ]),
    ),
  );

/** The figures of a row, or of all where nothing is grouped by. */
function figuresOf(
  { rows, total }: Pick<AggregateAnswer, 'rows' | 'total'>,
  key: string,
): Figures | undefined {
  return key === '{}' ? total : rows.find((row) => JSON.stringify(row.key) === key);
}

const JUDGED = [VERBS.passed.id, VERBS.failed.id];

/** Dimensions by which somebody knows the own row: those that do not tell how it went. */
const OF_PEOPLE = ['topic', 'level', 'readBefore', 'grouping'];

interface Guess {
  passes: number;
  points: number;
}

/** All is known beforehand of everybody but how the first attempt of the first taker went. */
const isKnown = isKnownBut(0);

/** What one question and subtracting all others leave of one person; undefined where that person is not in it. */
async function guess(
  { tell, exactly }: Answers,
  victim: Taker,
  each: AggregateRequest,
): Promise<Guess | undefined> {
  const groupBy = each.groupBy.filter((dimension) => OF_PEOPLE.includes(dimension));
  const { success: _, verb, ...filter } = each.filter;
  const verbs = verb?.includes(VERBS.passed.id) ? JUDGED : verb;
  const both: AggregateRequest = { ...each, groupBy, filter: { ...filter, ...(verbs && { verb: verbs }) } };
  const passing: AggregateRequest = { ...both, filter: { ...both.filter, success: true } };
  const row = rowKeyOf(victim, both);
  const others = figuresOf(await exactly(both, isKnown), row);
  const all = figuresOf(await exactly(both), row);
  const own = (all?.scaled?.n ?? 0) - (others?.scaled?.n ?? 0);
  if (own < 1) return undefined;
  const told = figuresOf(await tell(passing), row);
  const toldBoth = figuresOf(await tell(both), row);
  if (told?.count == null || !toldBoth?.scaled) return undefined;
  const passes = told.count - (figuresOf(await exactly(passing, isKnown), row)?.count ?? 0);
  const { n = 0, mean = 0 } = others?.scaled ?? {};
  return { passes: passes / own, points: ((toldBoth.scaled.mean - mean) * n) / own + toldBoth.scaled.mean };
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** How often somebody is right who asks each question of a list and goes by the mean of what is left. */
function makeTally() {
  let rounds = 0;
  const right = { passed: 0, score: 0 };
  return {
    async play(takers: readonly Taker[], questions: readonly AggregateRequest[], key: string): Promise<void> {
      const [victim] = takers;
      if (!victim) return;
      const answers = makeAnswers(takers.flatMap(factsOf), key);
      const guesses: Guess[] = [];
      for (const each of questions) {
        const made = await guess(answers, victim, each);
        if (made) guesses.push(made);
      }
      if (guesses.length === 0) return;
      rounds += 1;
      if (meanOf(guesses.map(({ passes }) => passes)) > 0.5 === victim.passed) right.passed += 1;
      if (meanOf(guesses.map(({ points }) => points)) > 0.5 === victim.score > 0.5) right.score += 1;
    },
    rounds: () => rounds,
    shares: () => ({ passed: right.passed / rounds, score: right.score / rounds }),
  };
}

describe('protected figures against somebody who asks and subtracts', () => {
  it('tell nothing that fewer people than the threshold are behind, nor any exact number', async () => {
    await fc.assert(
      fc.asyncProperty(game, async ({ takers, questions, key }) => {
        const { tell, exactly } = makeAnswers(takers.flatMap(factsOf), key);
        for (const request of questions) {
          const { rows, total } = await tell(request);
          for (const number of numbersIn({ rows, total })) expect(number % thresholdIn(request)).toBe(0);
          for (const { scaled } of [total, ...rows])
            if (scaled) expect([scaled.min, scaled.median, scaled.max]).toEqual([null, null, null]);
          if (request.groupBy.includes('day')) continue;
          const { since: _, until: __, success: ___, ...filter } = request.filter;
          const exact = await exactly({ ...request, filter });
          // Courses, topics and questions of few people are one row without a name.
          for (const row of rows)
            if (!Object.values(row.key).includes(null))
              expect(figuresOf(exact, JSON.stringify(row.key))?.learners).toBeGreaterThanOrEqual(
                thresholdIn(request),
              );
        }
      }),
      { numRuns: 1_000, seed: 1 },
    );
  }, 900_000);

  it('let who knows all about everybody else guess how one person did hardly better than a coin', async () => {
    const tally = makeTally();
    await fc.assert(
      fc.asyncProperty(game, ({ takers, questions, key }) => tally.play(takers, questions, key)),
      { numRuns: 10_000, seed: 3 },
    );
    expect(tally.rounds()).toBeGreaterThan(1_000);
    expect(tally.shares().passed).toBeLessThan(0.6);
    expect(tally.shares().score).toBeLessThan(0.6);
  }, 900_000);

  it('and not much better who puts the same question in every way that there is', async () => {
    const tally = makeTally();
    const asked = { measures: ['scaled' as const], zone: 'Asia/Ho_Chi_Minh', limit: 100 };
    const everyWay = ({ course }: Taker): AggregateRequest[] =>
      [[VERBS.answered.id], JUDGED].flatMap((verb) =>
        [{ verb }, { verb, grouping: `course ${course}` }].flatMap((filter): AggregateRequest[] => [
          { ...asked, filter, attempts: 'all', groupBy: [] },
          { ...asked, filter, attempts: 'first', groupBy: [] },
          { ...asked, filter, attempts: 'first', groupBy: ['readBefore'] },
        ]),
      );
    await fc.assert(
      fc.asyncProperty(game, ({ takers, key }) =>
        tally.play(takers, everyWay(takers[0] ?? ({} as Taker)), key),
      ),
      { numRuns: 3_000, seed: 3 },
    );
    expect(tally.shares().passed).toBeLessThan(0.6);
    expect(tally.shares().score).toBeLessThan(0.6);
  }, 900_000);
});
