import type { AggregateAnswer, AggregateRequest } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Bin } from './bins.ts';
import { K, makeAnswers, thresholdIn, type Answers, type Moment } from './game-answers.ts';
import { FIRST_DAY, game, storedOf, type Game, type Taker } from './game.ts';
import { startOfDay } from './question-bounds.ts';

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

const JUDGED = [VERBS.passed.id, VERBS.failed.id];

/** Dimensions by which somebody knows the own row: those that do not tell how it went. */
const OF_PEOPLE = ['topic', 'level', 'readBefore', 'grouping'];

interface Guess {
  passes: number;
  points: number;
}

const isIn = (bins: readonly Bin[], bin: Bin): boolean => bins.some(({ name }) => name === bin.name);

const sumOf = <T>(list: readonly T[], numberOf: (each: T) => number): number =>
  list.reduce((sum, each) => sum + numberOf(each), 0);

/** The number of statements in a row that is told, nothing being somewhere between none and the threshold. */
const toldCount = ({ told, parts }: Moment): number => told?.count ?? (parts.length === 0 ? 0 : K / 2);

/** The sum of a row's scores that is told, where bins weigh as much as they have people. */
const toldSum = ({ told, parts }: Moment): number =>
  (told?.scaled?.mean ?? 0) * sumOf(parts, ({ bin }) => bin.people.length);

const meanIn = ({ sums }: Bin): number => (sums[0]?.total ?? 0) / (sums[0]?.n ?? 1);

/** Bins in which it hangs on one person's first attempt how they look, and nobody else can know it. */
const isOf =
  (victim: number) =>
  ({ people, of: { like } }: Bin): boolean =>
    people.includes(victim) &&
    like.isFirst !== false &&
    (like.verb === VERBS.answered.id || JUDGED.includes(like.verb ?? ''));

const NOTHING: Moment = { told: undefined, parts: [] };

/** What is left of one person where everything else is subtracted that is known: the person's part, and the noise. */
function subtract(victim: Taker, number: number, before: readonly Moment[], after: readonly Moment[]) {
  const [pass0 = NOTHING, both0 = NOTHING] = before;
  const [pass1 = NOTHING, both1 = NOTHING] = after;
  const old = both0.parts.map(({ bin }) => bin);
  const added = both1.parts.map(({ bin }) => bin).filter((bin) => !isIn(old, bin));
  const own = added.filter(isOf(number));
  if (own.length === 0) return undefined;
  const countOf = ({ parts }: Moment): number =>
    sumOf(parts, ({ bin, outcome }) => (outcome === undefined ? bin.count : (bin.outcomes[outcome] ?? 0)));
  const offCount = toldCount(pass1) - toldCount(pass0) - (countOf(pass1) - countOf(pass0));
  const offSum = toldSum(both1) - toldSum(both0) - sumOf(added, (bin) => bin.people.length * meanIn(bin));
  const weight = sumOf(own, ({ people, sums }) => people.length / (sums[0]?.n ?? 1));
  return {
    passes: (victim.passed ? 1 : 0) + offCount / own.length,
    points: victim.score + offSum / weight,
  };
}

/** The two questions by which somebody finds out how one person did: one for those who passed, one for all. */
function aimed(each: AggregateRequest): [AggregateRequest, AggregateRequest] {
  const groupBy = each.groupBy.filter((dimension) => OF_PEOPLE.includes(dimension));
  const { success: _, verb, ...filter } = each.filter;
  const verbs = verb?.includes(VERBS.passed.id) ? JUDGED : (verb ?? [VERBS.answered.id]);
  const both: AggregateRequest = { ...each, groupBy, filter: { ...filter, verb: verbs } };
  return [{ ...both, filter: { ...both.filter, success: true } }, both];
}

/** Whether a person may be in what a question asks for: others need not be put. */
function mayHold({ filter, readBefore }: AggregateRequest, { course, question, read, day }: Taker): boolean {
  const { grouping, about = 'exam', until } = filter;
  return (
    (grouping === undefined || grouping === `course ${course}`) &&
    ['exam', `topic ${question}`].includes(about) &&
    (readBefore === undefined || (readBefore === 'all') === read) &&
    (until === undefined || Date.parse(until) > startOfDay(FIRST_DAY + day))
  );
}

/** What asking in the end leaves of a person, and what asking right before and after each moment that counts does. */
async function guess(answers: Answers, victim: Taker, each: AggregateRequest) {
  const questions = aimed(each);
  const [, all] = questions;
  const row = rowKeyOf(victim, all);
  const number = await answers.victimIn(all);
  const last = await Promise.all(questions.map((question) => answers.look(question, row)));
  const inTheEnd = subtract(victim, number, [], last);
  // Who is in none of the bins in the end was in none before.
  if (!inTheEnd) return { inTheEnd: [], inTime: [] };
  const [passing = [], both = []] = await Promise.all(questions.map((each) => answers.watch(each, row)));
  const inTime = passing.flatMap(([before, after], i) => {
    const [bothBefore = NOTHING, bothAfter = NOTHING] = both[i] ?? [];
    return subtract(victim, number, [before, bothBefore], [after, bothAfter]) ?? [];
  });
  return { inTheEnd: [inTheEnd], inTime };
}

const meanOf = (numbers: readonly number[]): number => sumOf(numbers, (each) => each) / numbers.length;

/** How often who goes by the mean of guesses is right. */
function makeTally() {
  let rounds = 0;
  const right = { passed: 0, score: 0 };
  return {
    note(victim: Taker, guesses: readonly Guess[]): void {
      if (guesses.length === 0) return;
      rounds += 1;
      if (meanOf(guesses.map(({ passes }) => passes)) > 0.5 === victim.passed) right.passed += 1;
      if (meanOf(guesses.map(({ points }) => points)) > 0.5 === victim.score > 0.5) right.score += 1;
    },
    told: () => ({ rounds, passed: right.passed / rounds, score: right.score / rounds }),
  };
}

/** Plays games: questions are put about the first person of each, in the end and in time. */
async function play(
  numRuns: number,
  questionsIn: (game: Game, victim: Taker) => readonly AggregateRequest[],
) {
  const [inTheEnd, inTime] = [makeTally(), makeTally()];
  await fc.assert(
    fc.asyncProperty(game, async (each) => {
      const [victim] = each.takers;
      if (!victim) return;
      const answers = makeAnswers(storedOf(each.takers), each.key);
      const guesses = [];
      for (const question of questionsIn(each, victim))
        if (mayHold(question, victim)) guesses.push(await guess(answers, victim, question));
      inTheEnd.note(
        victim,
        guesses.flatMap((one) => one.inTheEnd),
      );
      inTime.note(
        victim,
        guesses.flatMap((one) => one.inTime),
      );
    }),
    { numRuns, seed: 3 },
  );
  return { inTheEnd: inTheEnd.told(), inTime: inTime.told() };
}

/** The same in every way that there is. */
function everyWay(_: Game, { course }: Taker): AggregateRequest[] {
  const asked = { measures: ['scaled' as const], zone: 'Asia/Ho_Chi_Minh', limit: 100 };
  return [[VERBS.answered.id], JUDGED].flatMap((verb) =>
    [{ verb }, { verb, grouping: `course ${course}` }].flatMap((filter): AggregateRequest[] => [
      { ...asked, filter, attempts: 'all', groupBy: [] },
      { ...asked, filter, attempts: 'first', groupBy: [] },
      { ...asked, filter, attempts: 'first', groupBy: ['readBefore'] },
    ]),
  );
}

describe('protected figures against somebody who asks and subtracts', () => {
  it('tell nothing that fewer people than the threshold are behind, nor any exact number', async () => {
    await fc.assert(
      fc.asyncProperty(game, async ({ takers, questions, key }) => {
        const { tell, partsFor } = makeAnswers(storedOf(takers), key);
        for (const request of questions) {
          const { rows, total } = await tell(request);
          for (const number of numbersIn({ rows, total })) expect(number % thresholdIn(request)).toBe(0);
          for (const { scaled } of [total, ...rows])
            if (scaled) expect([scaled.min, scaled.median, scaled.max]).toEqual([null, null, null]);
          for (const { bin } of await partsFor(request))
            expect(bin.people.length).toBeGreaterThanOrEqual(thresholdIn(request));
        }
      }),
      { numRuns: 1_000, seed: 1 },
    );
  }, 900_000);

  it('are told from bins that no later statement changes, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(game, fc.double({ min: 0, max: 1, noNaN: true }), async (each, share) => {
        const stored = storedOf(each.takers);
        const some = stored.slice(0, Math.floor(share * stored.length));
        for (const request of each.questions) {
          const everything = { ...request, filter: {}, groupBy: [], attempts: 'all' as const };
          const [before, after] = await Promise.all(
            [some, stored].map(async (facts) => {
              const parts = await makeAnswers(facts, each.key).partsFor(everything);
              return new Map(parts.map(({ bin: { of: _, ...bin } }) => [bin.name, bin]));
            }),
          );
          for (const [name, { count, sums, people }] of before ?? [])
            expect(after?.get(name)).toMatchObject({ count, sums, people });
        }
      }),
      { numRuns: 200, seed: 2 },
    );
  }, 900_000);

  it('let who knows all about everybody else guess how one person did hardly better than a coin', async () => {
    for (const told of Object.values(await play(6_000, ({ questions }) => questions))) {
      expect(told.rounds).toBeGreaterThan(1_000);
      expect(told.passed).toBeLessThan(0.6);
      expect(told.score).toBeLessThan(0.6);
    }
  }, 900_000);

  it('and not much better who puts the same question in every way that there is', async () => {
    for (const told of Object.values(await play(1_500, everyWay))) {
      expect(told.rounds).toBeGreaterThan(1_000);
      expect(told.passed).toBeLessThan(0.6);
      expect(told.score).toBeLessThan(0.6);
    }
  }, 900_000);
});
