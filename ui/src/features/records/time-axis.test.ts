import type { AggregateRow } from '@chuyen-de/contracts';
import { MOST_MOMENTS, timeAxis, type Unit } from './time-axis.ts';

const aRow = (unit: Unit, name: string): AggregateRow => ({
  key: { [unit]: name },
  suppressed: false,
  count: 3,
  learners: 2,
});
/** 10:30 in Vietnam on Wednesday 25 November. */
const NOW = Date.parse('2026-11-25T03:30:00Z');

const shown = (unit: Unit, names: string[], filter: { since?: string; until?: string } = {}) =>
  timeAxis(
    names.map((name) => aRow(unit, name)),
    unit,
    filter,
    NOW,
  ).map(({ name, row }) => `${name}${row ? '' : ' –'}`);

describe('the axis of time', () => {
  it('has the days on which nothing was told, up to today', () => {
    expect(shown('day', ['2026-11-22', '2026-11-24'], { since: '2026-11-20T17:00:00Z' })).toEqual([
      '2026-11-21 –',
      '2026-11-22',
      '2026-11-23 –',
      '2026-11-24',
      '2026-11-25 –',
    ]);
  });

  it('ends with the last day that was asked for, and begins with the first that was told', () => {
    expect(shown('day', ['2026-11-20'], { until: '2026-11-22T17:00:00Z' })).toEqual([
      '2026-11-20',
      '2026-11-21 –',
      '2026-11-22 –',
    ]);
    expect(shown('day', [])).toEqual([]);
  });

  it('knows hours, weeks by their Monday and months', () => {
    expect(shown('hour', ['2026-11-25T08:00'], { since: '2026-11-25T00:00:00Z' })).toEqual([
      '2026-11-25T07:00 –',
      '2026-11-25T08:00',
      '2026-11-25T09:00 –',
      '2026-11-25T10:00 –',
    ]);
    expect(shown('week', ['2026-11-09'])).toEqual(['2026-11-09', '2026-11-16 –', '2026-11-23 –']);
    expect(shown('month', ['2026-09'])).toEqual(['2026-09', '2026-10 –', '2026-11 –']);
  });

  it('is not drawn out by a statement whose clock was wrong', () => {
    const axis = shown('day', ['1970-01-01', '2026-11-24', '2199-01-01']);
    expect(axis).toHaveLength(MOST_MOMENTS);
    expect(axis.slice(-3)).toEqual(['2026-11-24', '2026-11-25 –', '2199-01-01']);
  });
});
