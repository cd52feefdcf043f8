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
 * What the clocks of a zone show at a moment, as the moment at which UTC's show the same. All zones change their
 * clocks at a quarter of an hour, so that each quarter is looked up once.
 */
export function makeLocalTime(zone: string): (at: number) => number {
  const offsetAt = offsetFinder(zone);
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(quarter * QUARTER_MS);
      known.set(quarter, offset);
    }
    return at + offset;
  };
}
