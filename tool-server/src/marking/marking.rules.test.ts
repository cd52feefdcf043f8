import fc from 'fast-check';
import { earnedBy, saysTheSame } from './marking.rules.ts';

const criterion = (id: string, points: number) => ({ id, title: { vi: `Tiêu chí ${id}` }, points });
const RUBRIC = [criterion('a', 3), criterion('b', 0.1), criterion('c', 0.2)];

describe('what a marking earns', () => {
  it('is the share of the rubric, of what the place is worth', () => {
    expect(earnedBy({ criteria: { a: 3, b: 0.1, c: 0.2 } }, RUBRIC, 10)).toEqual({
      ok: true,
      fraction: 1,
      points: 10,
    });
    expect(earnedBy({ criteria: { a: 0, b: 0, c: 0 } }, RUBRIC, 10)).toMatchObject({
      fraction: 0,
      points: 0,
    });
    expect(earnedBy({ criteria: { a: 1 } }, [criterion('a', 3)], 1)).toMatchObject({ points: 0.333333 });
  });

  it('is what is given as a whole, where there is no rubric', () => {
    expect(earnedBy({ points: 1.5 }, [], 2)).toEqual({ ok: true, fraction: 0.75, points: 1.5 });
    expect(earnedBy({ points: 2.01 }, [], 2)).toEqual({
      ok: false,
      error: { code: 'points_over_maximum', maximum: 2 },
    });
  });

  it.each([
    [{ points: 1 }, RUBRIC, { code: 'criteria_wrong' }],
    [{}, RUBRIC, { code: 'criteria_wrong' }],
    [{}, [], { code: 'criteria_wrong' }],
    [{ points: 1, criteria: { a: 1 } }, [], { code: 'criteria_wrong' }],
    [{ criteria: { a: 1, b: 0, z: 0 } }, RUBRIC, { code: 'criteria_wrong', criterion: 'z' }],
    [{ criteria: { a: 1, b: 0 } }, RUBRIC, { code: 'criteria_wrong', criterion: 'c' }],
    [
      { criteria: { a: 3.01, b: 0, c: 0 } },
      RUBRIC,
      { code: 'points_over_maximum', maximum: 3, criterion: 'a' },
    ],
  ])('is refused where points and rubric do not go together: %j', (given, rubric, error) => {
    expect(earnedBy(given, rubric, 1)).toEqual({ ok: false, error });
  });

  it('is never less than nothing nor more than the place is worth, and everything for everything', () => {
    const cents = fc.integer({ min: 1, max: 10_000 }).map((whole) => whole / 100);
    const given = fc.record({ most: cents, share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(given, { minLength: 1, maxLength: 20 }), cents, (all, maximum) => {
        const rubric = all.map(({ most }, index) => criterion(`c${index}`, most));
        const some = Object.fromEntries(all.map(({ most, share }, index) => [`c${index}`, most * share]));
        const earned = earnedBy({ criteria: some }, rubric, maximum);
        if (!earned.ok) throw new Error(earned.error.code);
        expect(earned.points).toBeGreaterThanOrEqual(0);
        expect(earned.points).toBeLessThanOrEqual(maximum + 1e-6);
        const whole = Object.fromEntries(rubric.map(({ id, points }) => [id, points]));
        expect(earnedBy({ criteria: whole }, rubric, maximum)).toMatchObject({
          fraction: 1,
          points: maximum,
        });
      }),
    );
  });
});

it('knows a marking that comes again, and one that says anything else', () => {
  const stored = { by: 'p', at: new Date(0), points: 2, criteria: { a: 2 }, comment: 'Tốt', reason: 'Nhầm' };
  expect(saysTheSame(stored, { ...stored, at: new Date(1) })).toBe(true);
  const others = [{ by: 'q' }, { points: 1 }, { criteria: { a: 1 } }, { comment: 'Khá' }, { reason: 'Khác' }];
  for (const other of others) expect(saysTheSame(stored, { ...stored, ...other })).toBe(false);
});
