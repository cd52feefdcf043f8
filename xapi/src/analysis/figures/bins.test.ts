import fc from 'fast-check';
import { makeBreaks } from '../breaks.ts';
import type { Fact } from '../facts/fact.ts';
import { makeBins, type Bin } from './bins.ts';
import { startOfDay } from './question-bounds.ts';
import { TooManyCells } from './table.ts';

const K = 4;

const deed = fc.record({ person: fc.nat(12), day: fc.nat(20), course: fc.nat(3), success: fc.boolean() });

const factOf = ({
  person,
  day,
  course,
  success,
}: {
  person: number;
  day: number;
  course: number;
  success: boolean;
}): Fact => ({
  actor: `${person}`,
  at: startOfDay(20_000 + day) + person,
  verb: 'answered',
  activity: 'question',
  groupings: [`course ${course}`],
  success,
});

describe('bins', () => {
  it('hold people enough, all that was done on one day, and nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 80 }), fc.boolean(), async (deeds, byCourse) => {
        const bins = makeBins({
          measures: [],
          threshold: K,
          byCourse,
          attempts: 'all',
          trial: false,
          byReading: false,
        });
        for (const each of deeds) bins.add(factOf(each), each.person);
        await bins.close(makeBreaks());
        const people = new Map<Bin, Set<number>>();
        const counts = new Map<Bin, number>();
        const left = new Map<string, Set<number>>();
        for (const each of deeds) {
          const bin = bins.binOf(factOf(each));
          const group = byCourse ? `${each.course}` : 'all';
          if (!bin) left.set(group, (left.get(group) ?? new Set()).add(each.person));
          else {
            people.set(bin, (people.get(bin) ?? new Set()).add(each.person));
            counts.set(bin, (counts.get(bin) ?? 0) + 1);
            expect(bin.day).toBeGreaterThanOrEqual(20_000 + each.day);
          }
        }
        for (const [bin, behind] of people) {
          expect(behind.size).toBeGreaterThanOrEqual(K);
          const parts = [...bin.outcomes.values()].reduce((sum, { count }) => sum + count, 0);
          expect([bin.all.count, parts]).toEqual([counts.get(bin), counts.get(bin)]);
        }
        // What is in no bin is a course of too few people, whole: no part of a course is left out.
        for (const behind of left.values()) expect(behind.size).toBeLessThan(K);
      }),
    );
  });

  it('refuse more than memory has room for', () => {
    const bins = makeBins({
      measures: [],
      threshold: K,
      byCourse: false,
      attempts: 'all',
      trial: false,
      byReading: false,
      mostEntries: 100,
    });
    const addDays = (count: number): void => {
      for (let day = 0; day < count; day++) bins.add(factOf({ person: 1, day, course: 1, success: true }), 1);
    };
    addDays(50);
    expect(() => addDays(51)).toThrow(TooManyCells);
  });
});
