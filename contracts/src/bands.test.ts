import { bandOf } from './bands.ts';

const band = (outOfTen: number, passed = true) => bandOf({ outOfTen, passed });

describe('the classification of a score', () => {
  it.each([
    [10, 'excellent'],
    [9, 'excellent'],
    [8.9, 'good'],
    [8, 'good'],
    [7.9, 'fair'],
    [7, 'fair'],
    [6.9, 'average'],
    [5, 'average'],
    [4, 'average'],
  ])('of %s that passes is %s', (mark, expected) => {
    expect(band(mark)).toBe(expected);
  });

  it('is none for what does not pass, however much it is', () => {
    expect(band(7.5, false)).toBe('failed');
  });
});
