import { isTimeZone, makeTimeBuckets } from './time-buckets.ts';

const name = (zone: string, unit: 'hour' | 'day' | 'week' | 'month', at: string) =>
  makeTimeBuckets(zone, unit)(Date.parse(at));

describe('time buckets', () => {
  it.each([
    ['hour', '2026-03-02T16:59:59Z', '2026-03-02T23:00'],
    ['day', '2026-03-02T17:00:00Z', '2026-03-03'],
    ['week', '2026-03-01T16:59:59Z', '2026-02-23'],
    ['week', '2026-03-01T17:00:00Z', '2026-03-02'],
    ['month', '2025-12-31T17:00:00Z', '2026-01'],
  ] as const)('take the %s of %s in Vietnam for %s', (unit, at, expected) => {
    expect(name('Asia/Ho_Chi_Minh', unit, at)).toBe(expected);
  });

  it('follow clocks that change, and those that are off by half an hour', () => {
    expect(name('Europe/Paris', 'hour', '2026-03-29T00:59:00Z')).toBe('2026-03-29T01:00');
    expect(name('Europe/Paris', 'hour', '2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00');
    expect(name('Asia/Kolkata', 'day', '2026-03-01T18:30:00Z')).toBe('2026-03-02');
  });

  it('hold before 1970 too', () => {
    expect(name('UTC', 'week', '1969-12-28T23:59:59Z')).toBe('1969-12-22');
    expect(name('UTC', 'week', '1969-12-29T00:00:00Z')).toBe('1969-12-29');
  });

  it('know which zones there are', () => {
    expect(isTimeZone('Asia/Ho_Chi_Minh')).toBe(true);
    expect(isTimeZone('Hanoi')).toBe(false);
  });
});
