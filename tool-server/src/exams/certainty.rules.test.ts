import fc from 'fast-check';
import type { Certainty } from '@chuyen-de/contracts';
import { LEAST_SHARE, shareByCertainty } from './certainty.rules.ts';

describe('an answer whose certainty counts', () => {
  it.each([
    [1, 1, 0],
    [2, 2, -2],
    [3, 3, -6],
  ] as const)(
    'earns of three, at certainty %d, %d where it is right and %d where it is wrong',
    (certainty, right, wrong) => {
      expect(shareByCertainty(1, certainty) * 3).toBeCloseTo(right);
      expect(shareByCertainty(0, certainty) * 3).toBeCloseTo(wrong);
    },
  );

  it('earns a part of the mark for a part, and without a word of certainty the least', () => {
    expect(shareByCertainty(0.5, 3)).toBe(0.5);
    expect(shareByCertainty(1)).toBeCloseTo(1 / 3);
    expect(shareByCertainty(0)).toBe(0);
  });

  it('earns most for whoever says how certain they are', () => {
    const expected = (certainty: Certainty, sure: number) =>
      sure * shareByCertainty(1, certainty) + (1 - sure) * shareByCertainty(0, certainty);
    const best = (sure: number) =>
      ([1, 2, 3] as const).reduce((a, b) => (expected(b, sure) > expected(a, sure) ? b : a));
    // The bounds of the published scheme: 67 % and 80 %.
    expect([0.5, 0.66, 0.68, 0.79, 0.81, 1].map(best)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('never earns more than there is, nor less than the least', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 2, 3),
        (fraction, certainty) => {
          const share = shareByCertainty(fraction, certainty);
          expect(share).toBeLessThanOrEqual(1);
          expect(share).toBeGreaterThanOrEqual(LEAST_SHARE);
        },
      ),
    );
  });
});
