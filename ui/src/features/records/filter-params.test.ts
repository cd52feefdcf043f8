import { fromSavedQuery, readFilter, toRecordsFilter, toSavedQuery } from './filter-params.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-25T03:30:00Z');

const saved = (address: string) => {
  const parameters = new URLSearchParams(address);
  return toSavedQuery(readFilter(parameters, NOW), parameters);
};
/** The filter of a saved query, used some days later. */
const usedAfter = (days: number, address: string) =>
  toRecordsFilter(readFilter(fromSavedQuery(saved(address)), NOW + days * DAY_MS));

describe('a saved query', () => {
  it('keeps what was looked at, and days that move on with time', () => {
    const address = 'view=compare&by=course&courses=x+y&attempts=all&days=7&verb=v&before=p';
    expect(saved(address)).toEqual({
      filter: { verb: ['v'] },
      lastDays: 7,
      view: { view: 'compare', by: 'course', courses: 'x y', attempts: 'all' },
    });
    expect(Object.fromEntries(fromSavedQuery(saved(address)))).toEqual({
      view: 'compare',
      by: 'course',
      courses: 'x y',
      attempts: 'all',
      days: '7',
      verb: 'v',
    });
    expect(usedAfter(0, address).since).toBe('2026-11-17T17:00:00.000Z');
    expect(usedAfter(10, address).since).toBe('2026-11-27T17:00:00.000Z');
  });

  it('keeps that it is of trials', () => {
    expect(saved('trial=true').filter).toEqual({ trial: true });
    expect(usedAfter(1, 'trial=true').trial).toBe(true);
    expect(usedAfter(1, 'trial=false')).not.toHaveProperty('trial');
  });

  it('means the last thirty days where nothing was chosen', () => {
    expect(saved('').lastDays).toBe(30);
    expect(usedAfter(1, '').since).toBe('2026-10-26T17:00:00.000Z');
  });

  it('keeps days that were chosen, and that all were', () => {
    const chosen = 'from=2026-11-01&to=2026-11-20';
    expect(usedAfter(10, chosen)).toEqual(usedAfter(0, chosen));
    expect(usedAfter(10, chosen)).toMatchObject({
      since: '2026-10-31T17:00:00.000Z',
      until: '2026-11-20T17:00:00.000Z',
    });
    expect(usedAfter(10, 'from=')).toEqual({});
    expect(saved('from=')).toEqual({ filter: {}, view: {} });
  });
});
