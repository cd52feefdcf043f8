import fc from 'fast-check';
import {
  checkOf,
  correlationInterval,
  effectiveWeights,
  itemFigures,
  paperFigures,
  shareInterval,
} from './item-figures.rules.ts';
import type { ItemStatistic } from './statistic.model.ts';
import { changed, gatherChanges, WHOLE_PAPER } from './tally.rules.ts';

/** Attempts at a fixed paper as they are counted: the points of each question, of as many as `maxima` say. */
function figuresOf(marks: readonly (readonly number[])[], maxima: readonly number[]) {
  const contributions = marks.map((points) => ({
    examCode: 'KT01',
    linkId: 'link',
    first: true,
    places: JSON.stringify(points.map((each, index) => [`Q${index}@1`, each, maxima[index], []])),
  }));
  const changes = gatherChanges(contributions, []);
  const statistics = [...changes.values()].map((change): ItemStatistic => changed(undefined, change, 1));
  const tallyOf = (name: string) => statistics.find(({ question }) => question === name)!.first;
  const items = maxima.map((_, index) => itemFigures(tallyOf(`Q${index}@1`)));
  return { items, paper: paperFigures(tallyOf(WHOLE_PAPER), items), weights: effectiveWeights(items) };
}

/**
 * Four people, three questions of 1, 1 and 2 points. Worked by the formulas of Moodle's quiz statistics
 * (question/classes/statistics/questions/calculator.php, mod/quiz/report/statistics/classes/calculator.php in 4.5.6),
 * with pen and paper: sums of squares and products about the means, over n − 1 = 3.
 *
 *          Q0  Q1  Q2 | total | rest of Q0, Q1, Q2
 *   An      1   1   2 |   4   |   3     3     2
 *   Bình    1   0   1 |   2   |   1     2     1
 *   Cúc     0   1   0 |   1   |   1     0     1
 *   Dũng    0   0   0 |   0   |   0     0     0
 */
const MARKS = [
  [1, 1, 2],
  [1, 0, 1],
  [0, 1, 0],
  [0, 0, 0],
];
const MAXIMA = [1, 1, 2];

describe('the figures of questions, worked out by hand', () => {
  const { items, paper, weights } = figuresOf(MARKS, MAXIMA);

  it('has the facility index: the mean over the maximum', () => {
    expect(items.map(({ n, facility }) => [n, facility])).toEqual([
      [4, 0.5],
      [4, 0.5],
      [4, 0.375],
    ]);
  });

  it('has the discrimination index: the correlation with the rest of the paper', () => {
    // Q0: rest 3, 1, 1, 0 about 1.25: products 0.5·1.75 − 0.5·0.25 + 0.5·0.25 + 0.5·1.25 = 1.5; squares 4.75.
    expect(items[0]!.discrimination).toBeCloseTo(1.5 / Math.sqrt(1 * 4.75), 12);
    // Q1: rest 3, 2, 0, 0 about 1.25: 0.5·1.75 − 0.5·0.75 − 0.5·1.25 + 0.5·1.25 = 0.5; squares 6.75.
    expect(items[1]!.discrimination).toBeCloseTo(0.5 / Math.sqrt(1 * 6.75), 12);
    // Q2: 2, 1, 0, 0 about 0.75 and 2, 1, 1, 0 about 1: 1.25·1 + 0 + 0 + 0.75·1 = 2; squares 2.75 and 2.
    expect(items[2]!.discrimination).toBeCloseTo(2 / Math.sqrt(2.75 * 2), 12);
  });

  it('has the discriminative efficiency: the covariance over that of sorted values', () => {
    // Q0: 0, 0, 1, 1 beside 0, 1, 1, 3: 0.5·1.25 + 0.5·0.25 − 0.5·0.25 + 0.5·1.75 = 1.5, which is what it has.
    expect(items[0]!.efficiency).toBeCloseTo(1, 12);
    // Q1: 0, 0, 1, 1 beside 0, 0, 2, 3: 0.5·1.25 + 0.5·1.25 + 0.5·0.75 + 0.5·1.75 = 2.5.
    expect(items[1]!.efficiency).toBeCloseTo(0.5 / 2.5, 12);
    expect(items[2]!.efficiency).toBeCloseTo(1, 12);
  });

  it('has the effective weights: roots of covariances with the total, as shares of all', () => {
    // With the total: own variance and covariance with the rest, 1 + 1.5, 1 + 0.5, 2.75 + 2.
    const roots = [2.5, 1.5, 4.75].map(Math.sqrt);
    const sum = roots.reduce((all, root) => all + root, 0);
    weights.forEach((weight, index) => expect(weight).toBeCloseTo(roots[index]! / sum, 12));
  });

  it('has the coefficient of internal consistency and the standard error', () => {
    // Totals 4, 2, 1, 0 about 1.75: squares 8.75; of the questions 1 + 1 + 2.75 = 4.75.
    const consistency = (3 / 2) * (1 - 4.75 / 8.75);
    expect(paper.consistency).toBeCloseTo(consistency, 12);
    const deviation = Math.sqrt(8.75 / 3) / 4;
    expect(paper.deviation).toBeCloseTo(deviation, 12);
    expect(paper.error).toBeCloseTo(Math.sqrt(1 - consistency) * deviation, 12);
    expect(paper.mean).toBeCloseTo(1.75 / 4, 12);
  });

  it('has intervals of 95 %', () => {
    // Wilson (1927), 8 of 10: 0.49 to 0.94; Fisher (1921), 0.5 of 28: tanh(0.5493 ∓ 0.392).
    const [low, high] = shareInterval(0.8, 10)!;
    expect([low, high].map((bound) => bound.toFixed(2))).toEqual(['0.49', '0.94']);
    const [least, most] = correlationInterval(0.5, 28)!;
    expect([least, most].map((bound) => bound.toFixed(3))).toEqual(['0.156', '0.736']);
  });

  it('tells nothing that cannot be told', () => {
    expect(figuresOf([[1, 1, 2]], MAXIMA).items[0]).toMatchObject({
      n: 1,
      facility: 1,
      discrimination: null,
    });
    const alike = figuresOf(
      [
        [1, 0, 1],
        [1, 1, 2],
      ],
      MAXIMA,
    );
    expect(alike.items[0]).toMatchObject({ facility: 1, discrimination: null, efficiency: null });
    expect(itemFigures({ pairs: {} })).toMatchObject({ n: 0, facility: null, facilityInterval: null });
  });

  it.each([
    [100, 0.29, 'very-likely'],
    [100, -0.1, 'very-likely'],
    [100, 0.3, 'likely'],
    [100, 0.5, 'unlikely'],
    [29, 0.1, 'too-few'],
    [100, null, 'too-few'],
  ] as const)('of %d answers that correlate by %d needs checking: %s', (n, discrimination, check) => {
    expect(checkOf({ n, discrimination })).toBe(check);
  });
});

describe('questions that were drawn', () => {
  it('are never compared with themselves', () => {
    // Q0 is asked beside Q1 or Q2: 1, 0, 1, 0 beside 1, 1, 0, 0 is no correlation; with totals it would be one.
    const beside = ['Q1@1', 'Q1@1', 'Q2@1', 'Q2@1'];
    const contributions = beside.map((other, person) => ({
      examCode: 'KT01',
      linkId: 'link',
      first: true,
      places: JSON.stringify([
        ['Q0@1', person % 2 === 0 ? 1 : 0, 1, []],
        [other, person < 2 ? 1 : 0, 1, []],
      ]),
    }));
    const change = gatherChanges(contributions, []).get('Q0@1 KT01 link')!;
    expect(itemFigures(change.first).discrimination).toBeCloseTo(0, 12);
  });

  it('keep their figures when another edition of the exam asks more, or weighs more', () => {
    const one = itemFigures({ pairs: { '1/1 5/10': 3, '0/1 2/10': 2, '1/1 8/10': 4 } });
    const other = itemFigures({ pairs: { '2/2 10/20': 3, '0/2 4/20': 2, '2/2 16/20': 4 } });
    expect(other.discrimination).toBeCloseTo(one.discrimination!, 12);
    expect(other.facility).toBe(one.facility);
  });
});

describe('what is counted', () => {
  const places = fc.array(
    fc.tuple(
      fc.constantFrom('A@1', 'A@2', 'B@1'),
      fc.constantFrom(0, 1 / 3, 0.5, 1),
      fc.constantFrom(1, 1.5),
      fc.subarray(['a', 'b', '_']),
    ),
    { maxLength: 4 },
  );
  const contribution = fc.record({
    examCode: fc.constant('KT01'),
    linkId: fc.constantFrom('x', 'y'),
    first: fc.boolean(),
    places: places.map((each) => JSON.stringify(each)),
  });
  type Told = typeof contribution extends fc.Arbitrary<infer One> ? One : never;

  const count = (batches: { added: Told[]; taken: Told[] }[]): string => {
    const figures = new Map<string, ItemStatistic>();
    for (const { added, taken } of batches)
      for (const [id, change] of gatherChanges(added, taken))
        figures.set(id, changed(figures.get(id), change, 0));
    const met = [...figures.values()].filter(({ first, later }) =>
      [first, later].some(({ pairs }) => Object.keys(pairs).length > 0),
    );
    return JSON.stringify(met.sort((a, b) => (a._id < b._id ? -1 : 1)));
  };

  it('is the same to the byte in whatever order and batches it came, and once some was taken out again', () => {
    fc.assert(
      fc.property(fc.array(contribution), fc.array(contribution), fc.nat(5), (kept, gone, size) => {
        const mixed = [...gone, ...kept].reverse();
        const batches: { added: Told[]; taken: Told[] }[] = [];
        for (let from = 0; from < mixed.length; from += size + 1)
          batches.push({ added: mixed.slice(from, from + size + 1), taken: [] });
        expect(count([...batches, { added: [], taken: gone }])).toBe(count([{ added: kept, taken: [] }]));
      }),
    );
  });
});
