import fc from 'fast-check';
import { cellsToHide } from './small-cells.rules.ts';

const aCell = (...learners: number[]) => ({ learners: new Set(learners) });
const cell = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }).map((learners) => aCell(...learners));

describe('cells to hide', () => {
  it('are none where every cell has learners enough, or nothing is asked for', () => {
    const cells = [aCell(1, 2, 3), aCell(4, 5, 6)];
    expect(cellsToHide(cells, 3)).toEqual(new Set());
    expect(cellsToHide([aCell(1)], 0)).toEqual(new Set());
  });

  it('are the small one and the next, so that the total does not tell it', () => {
    const [large, middle, small] = [aCell(1, 2, 3, 4, 5, 6), aCell(1, 2, 3, 4, 5), aCell(1)];
    expect(cellsToHide([large, middle, small], 5)).toEqual(new Set([middle, small]));
  });

  it('go on until they have learners enough together', () => {
    const cells = [aCell(1), aCell(1), aCell(1, 2, 3), aCell(7, 8, 9)];
    expect(cellsToHide(cells, 3).size).toBe(3);
  });

  it('are never one alone among others, never too few people together, and never leave a small one out', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), fc.integer({ min: 1, max: 8 }), (cells, threshold) => {
        const hidden = cellsToHide(cells, threshold);
        const shown = cells.filter((each) => !hidden.has(each));
        expect(shown.every(({ learners }) => learners.size >= threshold)).toBe(true);
        if (hidden.size === 0 || shown.length === 0) return;
        const together = new Set([...hidden].flatMap(({ learners }) => [...learners]));
        expect(hidden.size).toBeGreaterThanOrEqual(2);
        expect(together.size).toBeGreaterThanOrEqual(threshold);
      }),
    );
  });
});
