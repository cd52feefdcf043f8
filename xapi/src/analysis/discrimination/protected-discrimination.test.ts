import fc from 'fast-check';
import { makeDraw } from '../figures/draw.ts';
import type { PlacedAnswer } from './answer-table.ts';
import { discriminationOf } from './discrimination.rules.ts';
import { protectedDiscrimination } from './protected-discrimination.rules.ts';

const K = 5;

/** Who answered a question, in the order of storing; people who know more are right more often. */
const answers = fc
  .array(fc.record({ rest: fc.nat(29), luck: fc.nat(29), exam: fc.nat(1), course: fc.nat(1) }), {
    minLength: 60,
    maxLength: 260,
    size: 'max',
  })
  .map((list) =>
    list.map(({ rest, luck, exam, course }, i): PlacedAnswer => ({
      ...{ rest, person: `${i}`, exam: `exam ${exam}`, places: [`course ${course}`] },
      score: luck <= rest ? 1 : 0,
    })),
  );

const tell = (list: readonly PlacedAnswer[], key: string) =>
  protectedDiscrimination('question', list, { threshold: K, draw: makeDraw(key) });

/** The answers as they would be, had one of them gone the other way. */
const turned = (list: readonly PlacedAnswer[], victim: number): PlacedAnswer[] =>
  list.map((each, i) => (i === victim ? { ...each, score: 1 - each.score } : each));

/** All ways to ask: each exam, each course, both of each, at all times when another figure is told. */
const waysToAsk = (list: readonly PlacedAnswer[]): PlacedAnswer[][] =>
  [50, 100, 200].flatMap((some) =>
    [undefined, 'exam 0', 'exam 1'].flatMap((exam) =>
      [undefined, 'course 0', 'course 1'].map((course) =>
        list
          .filter(
            (each) =>
              (exam === undefined || each.exam === exam) &&
              (course === undefined || each.places.includes(course)),
          )
          .slice(0, some),
      ),
    ),
  );

describe('protected discrimination', () => {
  it('is told of fifty people and more, moves with none of them alone, and stays near the truth', () => {
    fc.assert(
      fc.property(answers, fc.string(), (list, key) => {
        expect(tell(list.slice(0, 49), key)).toBeUndefined();
        const told = tell(list, key);
        const n = list.length < 100 ? 50 : list.length < 200 ? 100 : 200;
        const exact = discriminationOf(list.slice(0, n));
        if (exact === undefined) return;
        expect(told?.n).toBe(n);
        expect(Math.abs((told?.value ?? 9) - exact)).toBeLessThanOrEqual(8 / n + 0.006);
        expect(tell(list.slice(0, n), key)).toEqual(told);
      }),
    );
  });

  it('lets who knows all but one answer guess that one hardly better than a coin', () => {
    let [rounds, right] = [0, 0];
    fc.assert(
      fc.property(answers, fc.nat(49), fc.string({ minLength: 8 }), (list, victim, key) => {
        const turnedWays = waysToAsk(turned(list, victim));
        let evidence = 0;
        for (const [i, asked] of waysToAsk(list).entries()) {
          const told = tell(asked, key);
          if (told === undefined) continue;
          const [as, otherwise] = [asked, turnedWays[i] ?? []].map((each) =>
            discriminationOf(each.slice(0, told.n)),
          );
          if (as === undefined || otherwise === undefined || as === otherwise) continue;
          const size = Math.abs(as - otherwise) * asked.length;
          evidence += (Math.abs(told.value - as) < Math.abs(told.value - otherwise) ? 1 : -1) * size;
        }
        if (evidence === 0) return;
        rounds += 1;
        if (evidence > 0) right += 1;
      }),
      { numRuns: 2_000, seed: 5 },
    );
    expect(rounds).toBeGreaterThan(1_500);
    expect(right / rounds).toBeLessThan(0.62);
  }, 120_000);
});
