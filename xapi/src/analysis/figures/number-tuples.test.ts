import fc from 'fast-check';
import { makeTuples } from './number-tuples.ts';

describe('rows of numbers', () => {
  it('have one number each, in the order in which they came, and are read by it', () => {
    const value = fc.integer({ min: -1, max: 6 });
    const row = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 1_500, size: 'max' }), (rows) => {
        const tuples = makeTuples(3);
        const known = new Map<string, number>();
        for (const each of rows) {
          const name = each.join(' ');
          if (!known.has(name)) known.set(name, known.size);
          tuples.key.set(each);
          expect(tuples.number()).toBe(known.get(name));
        }
        for (const [name, number] of known)
          expect([0, 1, 2].map((column) => tuples.at(number, column)).join(' ')).toBe(name);
        expect(tuples.size()).toBe(known.size);
      }),
      { numRuns: 30 },
    );
  });
});
