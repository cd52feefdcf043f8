import {
  deviationOf,
  forecastOf,
  knownOf,
  sampleOf,
  type ForecastPlace,
  type ItemHistory,
} from './forecast.rules.ts';

const history = (facility: number, n = 100, discrimination: number | null = 0): ItemHistory => ({
  n,
  facility,
  discrimination,
});
const place = (...histories: (ItemHistory | undefined)[]): ForecastPlace => ({ points: 1, histories });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('the forecast of a paper', () => {
  it('is the mean of its questions’ facilities, by their points', () => {
    const forecast = forecastOf([place(history(0.8)), { ...place(history(0.5)), points: 3 }], 5);
    // (0.8 + 3 × 0.5) / 4
    expect(forecast?.mean.value).toBeCloseTo(5.75, 10);
    // 1.96 × 10 / 4 × √(0.16/100 + 9 × 0.25/100)
    expect(forecast && forecast.mean.high - forecast.mean.value).toBeCloseTo(0.760_685, 5);
    expect(forecast && forecast.mean.value - forecast.mean.low).toBeCloseTo(0.760_685, 5);
  });

  it('tells the pass rate of coins as tables of the binomial do', () => {
    // P(X ≥ 20) for Bin(40, 0.5) is 0.5627; for Bin(40, 0.6) P(X ≥ 20) is 0.9256.
    expect(forecastOf(times(40, place(history(0.5))), 5)?.passRate.value).toBeCloseTo(0.5627, 2);
    expect(forecastOf(times(40, place(history(0.6))), 5)?.passRate.value).toBeCloseTo(0.9256, 2);
    // Rounded to one decimal, 19.8 of 40 would be 5.0; there is no such score, so that 20 pass as before.
    expect(forecastOf(times(40, place(history(0.5))), 5)).toEqual(
      forecastOf(times(40, place(history(0.5))), 4.95),
    );
  });

  it('knows that people differ: what questions have in common spreads the scores', () => {
    // 20 questions of which each two correlate by 0.2: σ² = 20 × 0.25 × (1 + 19 × 0.2) = 24.
    const withRest = (0.2 * 19) / Math.sqrt(19 * (1 + 18 * 0.2));
    const same = { points: 1, facility: 0.5, discrimination: withRest };
    expect(deviationOf(times(20, same)) / Math.sqrt(24)).toBeCloseTo(1, 1);
    expect(deviationOf(times(20, { ...same, discrimination: 0 }))).toBeCloseTo(Math.sqrt(5), 10);
  });

  it('takes for a place that is drawn the average of what may be drawn', () => {
    const drawn = forecastOf(times(10, place(history(0.4), history(0.8))), 5);
    expect(drawn?.mean.value).toBeCloseTo(6, 10);
  });

  it('takes for unknown questions what is usual, and is less certain', () => {
    const known = times(6, place(history(0.7)));
    const some = forecastOf([...known, ...times(4, place(undefined))], 5);
    expect(some?.mean.value).toBeCloseTo(7, 10);
    const spread = [place(history(0.4)), place(history(0.9)), ...times(4, place(history(0.75)))];
    const wide = forecastOf([...spread, ...times(4, place(undefined))], 5);
    const narrow = forecastOf([...spread, ...times(4, place(history(0.7)))], 5);
    const width = (of: typeof wide): number => (of ? of.mean.high - of.mean.low : 0);
    expect(width(wide)).toBeGreaterThan(1.2 * width(narrow));
  });

  it('says nothing where too little is known', () => {
    expect(forecastOf([], 5)).toBeUndefined();
    expect(forecastOf(times(10, place(undefined)), 5)).toBeUndefined();
    expect(forecastOf(times(10, place(history(0.5, 9))), 5)).toBeUndefined();
    const third = [...times(3, place(history(0.5))), ...times(6, place(undefined))];
    expect(forecastOf(third, 5)).toBeUndefined();
    expect(knownOf(third)).toEqual({ questions: 9, known: 3 });
  });

  it('stays within the scale', () => {
    const easy = forecastOf(times(2, place(history(0.97, 12))), 5);
    expect(easy?.mean.high).toBe(10);
    expect(forecastOf(times(5, place(history(1))), 5)?.passRate).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('looks at a thousand questions at the most, however many rows there are', () => {
    for (const rows of [1, 5, 6, 400]) expect(rows * sampleOf(rows)).toBeLessThanOrEqual(1_000);
    expect([sampleOf(0), sampleOf(1), sampleOf(400)]).toEqual([200, 200, 2]);
  });
});
