import fc from 'fast-check';
import { composePapers, overlapsOf, type Candidate, type RowPool } from './compose-papers.rules.ts';
import { choosePaperCode } from './draw.rules.ts';
import { randomFrom, seedFrom } from './random.rules.ts';

const SEED = '0123456789abcdef0123456789abcdef';

const candidate = (code: string, facility?: number): Candidate => ({
  code,
  revision: 1,
  topic: 'CD01',
  level: 'recall',
  facility,
});

const rowOf = (row: number, count: number, facilities: (number | undefined)[]): RowPool => ({
  row: { count },
  pool: facilities.map((facility, index) => candidate(`R${row}-${index}`, facility)),
});

const facility = fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 1, noNaN: true }));
const rows = fc
  .array(
    fc.integer({ min: 1, max: 6 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        facilities: fc.array(facility, { minLength: count, maxLength: 30 }),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.map(({ count, facilities }, row) => rowOf(row, count, facilities)));
const papers = fc.integer({ min: 1, max: 8 });

const asked = (paper: readonly { code: string }[]) => paper.map(({ code }) => ({ question: code }));
const sumOf = (paper: readonly Candidate[]): number =>
  paper.reduce((sum, each) => sum + (each.facility ?? 0), 0);
const spread = (sums: readonly number[]): number => Math.max(...sums) - Math.min(...sums);

describe('fixed papers', () => {
  it('have what each row wants, no question twice, and each question as often as the others of its row', () => {
    fc.assert(
      fc.property(rows, papers, (of, count) => {
        const composed = composePapers(of, count, randomFrom(SEED));
        expect(composed).toHaveLength(count);
        for (const paper of composed) {
          expect(new Set(paper.map(({ code }) => code)).size).toBe(paper.length);
          of.forEach(({ row }, index) =>
            expect(paper.filter(({ code }) => code.startsWith(`R${index}-`))).toHaveLength(row.count),
          );
        }
        for (const { pool } of of) {
          const uses = pool.map(
            ({ code }) => composed.filter((paper) => paper.some((each) => each.code === code)).length,
          );
          // Questions are dealt round by round: those that were dealt twice come up after all others did once.
          expect(spread(uses)).toBeLessThanOrEqual(1);
        }
        expect(composePapers(of, count, randomFrom(SEED))).toEqual(composed);
      }),
    );
  });

  it('have nothing in common where there are questions enough, and are as hard as each other', () => {
    const facilities = Array.from({ length: 40 }, (_, index) => index / 40);
    const composed = composePapers([rowOf(0, 10, facilities)], 4, randomFrom(SEED));
    const overlaps = overlapsOf(composed.map(asked));
    overlaps.forEach((row, one) => row.forEach((count, other) => expect(count).toBe(one === other ? 10 : 0)));
    // Left to chance their sums are 0.9 apart on the average.
    expect(spread(composed.map(sumOf))).toBeLessThan(0.06);
  });

  it('are told apart where all questions have to be shared', () => {
    const composed = composePapers(
      [
        rowOf(
          0,
          5,
          Array.from({ length: 10 }, () => 0.5),
        ),
      ],
      6,
      randomFrom(SEED),
    );
    const overlaps = overlapsOf(composed.map(asked));
    expect(overlaps.flatMap((row, one) => row.filter((_, other) => other > one)).every((n) => n < 5)).toBe(
      true,
    );
  });

  it('are given by the attempt’s seed, none twice to one person while there are others', () => {
    const codes = ['101', '102', '103'];
    fc.assert(
      fc.property(fc.array(fc.constant(0), { minLength: 3, maxLength: 9 }), (rounds) => {
        const random = randomFrom(SEED);
        const had: string[] = [];
        for (const _ of rounds) had.push(choosePaperCode(codes, had, seedFrom(random)) ?? '');
        for (let from = 0; from + 3 <= had.length; from += 3)
          expect([...had.slice(from, from + 3)].sort()).toEqual(codes);
      }),
    );
    expect(choosePaperCode(codes, [], SEED)).toBe(choosePaperCode(codes, [], SEED));
  });
});
