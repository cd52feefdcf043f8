const QUARTER_MS = 15 * 60_000;

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function offsetFinder(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
  };
}

/**
 * Remembers what a zone's clocks say of the quarter of an hour that a moment is in, found by the quarter's beginning:
 * all zones change their clocks at a quarter.
 */
export function byQuarter<T>(find: (start: number) => T): (at: number) => T {
  const known = new Map<number, T>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const found = find(quarter * QUARTER_MS);
    known.set(quarter, found);
    return found;
  };
}

/** What the clocks of a zone show at a moment, as the moment at which UTC's show the same. */
export function makeLocalTime(zone: string): (at: number) => number {
  const offsetAt = byQuarter(offsetFinder(zone));
  return (at) => at + offsetAt(at);
}
