import fc from 'fast-check';
import { orderedNumber } from './question.rules.ts';

it('writes numbers in codes so that these stand in the order in which they were given', () => {
  expect([7, 9_999, 10_000, 100_000].map(orderedNumber)).toEqual(['0007', '9999', 'A10000', 'B100000']);
  const number = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(fc.property(number, number, (a, b) => orderedNumber(a) < orderedNumber(b) === a < b));
});
