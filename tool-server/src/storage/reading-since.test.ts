import { readingSince } from './reading-since.ts';

const at = (seconds: number): Date => new Date(seconds * 1_000);

it('looks a while further back than the last reading, and at everything where that is of no help', () => {
  expect(readingSince(100_000, at(101))).toEqual(at(95));
  expect(readingSince(undefined, at(101))).toBeUndefined();
  // The clock was set back.
  expect(readingSince(100_000, at(99))).toBeUndefined();
});
