import { countEnd, restBeforeRestart, type Ends } from './restarts.rules.ts';

const NONE: Ends = { early: 0, failedStarts: 0 };
const LONG = { served: true, livedMs: 3_600_000 };
const SHORT = { served: true, livedMs: 2_000 };
const FAILED = { served: false, livedMs: 500 };

/** How long is waited after each of some ends. */
function restsAfter(lives: (typeof LONG)[]): (number | undefined)[] {
  let ends = NONE;
  return lives.map((life) => {
    ends = countEnd(ends, life);
    return restBeforeRestart(ends);
  });
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('a web process that has ended', () => {
  it('is replaced at once after a long life, however often', () => {
    expect(restsAfter(times(20, LONG))).toEqual(times(20, 0));
  });

  it('is replaced after longer and longer rests when it ends soon, half a minute at the most', () => {
    expect(restsAfter(times(8, SHORT))).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((s) => s * 1_000));
  });

  it('is given up when start after start fails', () => {
    expect(restsAfter(times(8, FAILED)).map((rest) => rest === undefined)).toEqual([
      ...times(7, false),
      true,
    ]);
  });

  it.each([
    ['a start that serves', SHORT],
    ['a long life', LONG],
  ])('is not given up after %s in between', (_, between) => {
    const lives = [...times(7, FAILED), between, ...times(7, FAILED)];
    expect(restsAfter(lives)).not.toContain(undefined);
  });

  it('is replaced at once again after a long life', () => {
    expect(restsAfter([...times(5, SHORT), LONG]).at(-1)).toBe(0);
  });
});
