import { Level } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { practiceBlueprint } from './practice.rules.ts';

describe('practiceBlueprint', () => {
  const counts = fc
    .uniqueArray(
      fc.record({ level: fc.constantFrom(...Level.options), count: fc.integer({ min: 1, max: 20 }) }),
      { selector: ({ level }) => level },
    )
    .map((levels) => levels);

  it('takes as many as are wanted or there are, and of no level more than it has', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 30 }), (levels, wanted) => {
        const rows = practiceBlueprint('CD01', levels, wanted);
        const there = levels.reduce((sum, { count }) => sum + count, 0);
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(Math.min(wanted, there));
        for (const { level, count } of rows)
          expect(count).toBeLessThanOrEqual(levels.find((each) => each.level === level)!.count);
      }),
    );
  });

  it('takes of every level alike while it has some', () => {
    const levels = Level.options.map((level, index) => ({ level, count: index === 0 ? 1 : 9 }));
    expect(practiceBlueprint('CD01', levels, 10).map(({ count }) => count)).toEqual([1, 3, 3, 3]);
  });
});
