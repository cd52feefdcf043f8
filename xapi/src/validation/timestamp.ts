import { LONGEST } from './bounded.ts';
import type { XapiVersion } from './fault.ts';
import { withoutEndingNoughts } from './text-ends.ts';

/**
 * Date and time of ISO 8601 in the extended or the basic format, to the minute or finer, with or without a zone.
 * `-00`, `-0000` and `-00:00` are no offsets there.
 */
const ISO_8601 =
  /^(\d{4})(?:-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?|(\d\d)(\d\d)T(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** A profile of ISO 8601: in full, with a zone. The `-00:00` that it knows is refused by xAPI. @see RFC 3339 §5.6 */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

const MINUTE = 60_000;

/** Years are written with four digits. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

interface Instant {
  /** Whole milliseconds since 1970. */
  milliseconds: number;
  /** The digits of the fraction of the second after the third, without noughts at the end. */
  beyond: string;
}

/** Minutes east of Greenwich; without a zone UTC is meant. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return undefined;
  const size = hours * 60 + minutes;
  if (zone.startsWith('-')) return size === 0 ? undefined : -size;
  return size;
}

/** Undefined where the calendar has no such day. */
function midnightOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** The point in time that a timestamp of ISO 8601 names; undefined for anything else. */
function parseInstant(timestamp: string): Instant | undefined {
  if (timestamp.length > LONGEST.timestamp) return undefined;
  const parts = ISO_8601.exec(timestamp.toUpperCase());
  if (parts === null) return undefined;
  const [month, day, hour, minute, second = '0', fraction = ''] = (
    parts[2] === undefined ? parts.slice(8, 14) : parts.slice(2, 8)
  ) as [string, string, string, string, string?, string?];
  const offset = offsetOf(parts[14]);
  const midnight = midnightOf(Number(parts[1]), Number(month), Number(day));
  // A leap second counts as the first of the next minute.
  if (offset === undefined || midnight === undefined || +hour > 23 || +minute > 59 || +second > 60)
    return undefined;
  const milliseconds =
    midnight +
    (+hour * 60 + +minute - offset) * MINUTE +
    +second * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (milliseconds < FIRST || milliseconds > LAST) return undefined;
  return { milliseconds, beyond: withoutEndingNoughts(fraction.slice(3)) };
}

/**
 * Whether this is a timestamp: of ISO 8601 with date and time in 1.0.x, of RFC 3339 in 2.0.
 * @see xAPI 1.0.3 Data §4.5; xAPI 2.0 §4.2.7 "Timestamps"
 */
export const isTimestamp = (value: unknown, version: XapiVersion): value is string =>
  typeof value === 'string' &&
  parseInstant(value) !== undefined &&
  (version === '1.0.3' || RFC_3339.test(value));

/**
 * The same point in time in UTC, with milliseconds and whatever finer digits it came with:
 * `2023-05-04T17:00:00.000Z`, `…00.123456Z`. Undefined for what is no timestamp.
 * @see xAPI 1.0.3 Data §4.5 "The LRS SHOULD* return the Timestamp in UTC timezone"
 */
export function toUtc(timestamp: string): string | undefined {
  const instant = parseInstant(timestamp);
  return instant && `${new Date(instant.milliseconds).toISOString().slice(0, -1)}${instant.beyond}Z`;
}
