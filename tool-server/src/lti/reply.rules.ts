import type { IncomingHttpHeaders } from 'node:http';
import {
  measureJson,
  MOST_RETRY_AFTER_SECONDS,
  retryAfterSeconds,
  type JsonBounds,
} from '@chuyen-de/contracts';
import { readLongList, type ListPlace, type LongList } from './long-list.rules.ts';

/** What the body of an answer is: `page` is whatever is no JSON, as a log-in page, a firewall's, a warning. */
export type BodyForm = 'none' | 'json' | 'page';

/** More of a foreign text is not looked at for a reason. */
const MOST_LOOKED_AT = 4_000;
const MOST_SHOWN = 200;
/** `RateLimit-Reset` counts seconds; beyond this it can only be a moment in Unix time. */
const UNIX_TIME_FROM = 1_000_000_000;

/** Whether an LMS did what it was asked, by its status and by its form: a page under 200 is somebody else's answer. */
export const isTaken = ({ status, form }: { status: number; form: BodyForm }): boolean =>
  status >= 200 && status < 300 && form !== 'page';

/**
 * More than any answer holds: twenty thousand people of a roster are a quarter of a million values. Half a million
 * empty objects take 100 ms and 30 MB, and eight megabytes of them six times that.
 */
const BOUNDS: JsonBounds = { depth: 50, values: 500_000, entries: 50_000 };

interface ReadJson {
  /** Known before anything is built of it: not read. */
  tooMuch: boolean;
  /** Undefined when it is no JSON. */
  value: unknown;
  /** The list that was looked for, of which `value` has no entries then. */
  list?: LongList;
}

/** What an answer says. @param place where it may have a long list */
export function readJson(text: string, place?: ListPlace): ReadJson {
  if (!measureJson(text, BOUNDS).ok) return { tooMuch: true, value: undefined };
  try {
    const long = place && readLongList(text, place);
    return { tooMuch: false, ...(long ?? { value: JSON.parse(text) as unknown }) };
  } catch {
    return { tooMuch: false, value: undefined };
  }
}

/** The value of a JSON text; undefined when it is none, or more than is taken. */
export const parseJson = (text: string): unknown => readJson(text).value;

/** @param body the text's value as JSON; undefined when it is none */
export function formOf(text: string, body: unknown): BodyForm {
  if (text.trim() === '') return 'none';
  return body === undefined ? 'page' : 'json';
}

const numberIn = (headers: IncomingHttpHeaders, names: readonly string[]): number | undefined => {
  const value = names.map((name) => headers[name]).find((header) => typeof header === 'string');
  const number = typeof value === 'string' ? Number.parseFloat(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

/** How long to leave an LMS alone, and whether it refused only because it was asked too often. */
export interface RateHint {
  retryAfterSeconds?: number;
  throttled: boolean;
}

/**
 * Reads what an answer says of how often one may ask. Canvas throttles with 403 and a bucket that is empty;
 * others with 429, or 503 and a time to come back.
 * @see RFC 9110, 10.2.3; draft-ietf-httpapi-ratelimit-headers; Canvas LMS REST API, "Throttling"
 */
export function rateHint(
  { status, headers, text }: { status: number; headers: IncomingHttpHeaders; text: string },
  now: Date,
): RateHint {
  const asked = retryAfterSeconds(headers['retry-after'], now);
  const remaining = numberIn(headers, [
    'ratelimit-remaining',
    'x-ratelimit-remaining',
    'x-rate-limit-remaining',
  ]);
  const isEmpty = remaining !== undefined && remaining <= 0;
  const reset = numberIn(headers, ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset']);
  const resetIn = reset !== undefined && reset > UNIX_TIME_FROM ? reset - now.getTime() / 1000 : reset;
  const wait = asked ?? (isEmpty && resetIn !== undefined ? Math.max(0, Math.ceil(resetIn)) : undefined);
  const mayThrottle = status === 403 || status === 503;
  const saysSo = /rate.?limit|throttl|too many requests/i.test(text.slice(0, MOST_LOOKED_AT));
  return {
    throttled: status === 429 || (mayThrottle && (saysSo || isEmpty || asked !== undefined)),
    ...(wait !== undefined && { retryAfterSeconds: Math.min(MOST_RETRY_AFTER_SECONDS, wait) }),
  };
}

/** The texts in an error's JSON; what it repeats of our request is none of its reasons. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 3) return [];
  return Object.entries(value)
    .slice(0, 20)
    .flatMap(([name, member]) => (name === 'request' ? [] : textsIn(member, depth + 1)));
}

/** What is between the tags; one pass, whatever the text is made of. */
const withoutTags = (text: string): string =>
  text
    .split('<')
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('>') + 1)))
    .join(' ');

function titleOf(text: string): string | undefined {
  const [, after] = text.split(/<title[\s>]/i, 2);
  const title = after?.slice(0, Math.max(0, after.indexOf('<'))).trim();
  return title === '' ? undefined : title;
}

/** The reason in an error's body, short and without markup; of a page its title, which the page repeats. */
export function reasonIn(text: string): string {
  const body = parseJson(text);
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const named = ['error_description', 'message', 'reason', 'error', 'detail']
    .map((name) => members[name])
    .find((value) => typeof value === 'string' && value !== '');
  const start = text.slice(0, MOST_LOOKED_AT);
  const raw =
    typeof named === 'string'
      ? named
      : body === undefined
        ? (titleOf(start) ?? withoutTags(start))
        : textsIn(body).join('; ');
  return raw.slice(0, MOST_LOOKED_AT).split(/\s+/).filter(Boolean).join(' ').slice(0, MOST_SHOWN);
}
