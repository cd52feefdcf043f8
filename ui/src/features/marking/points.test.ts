import { readPoints } from './points.ts';

describe('points', () => {
  it.each([
    ['2', 2],
    [' 1,5 ', 1.5],
    ['0.25', 0.25],
    ['0', 0],
    ['3', 3],
  ])('are read with the mark of either language: %j', (text, points) => {
    expect(readPoints(text, 3)).toBe(points);
  });

  it.each(['', ' ', '3,01', '-1', '1e0', '1.234', 'hai', '1,', 'NaN'])('are none: %j', (text) => {
    expect(readPoints(text, 3)).toBeUndefined();
  });
});
