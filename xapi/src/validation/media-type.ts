import { LONGEST } from './bounded.ts';

export interface MediaType {
  /** In lower case: `multipart/mixed`. */
  type: string;
  /** By name in lower case. */
  parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const TYPE = new RegExp(`^[ \\t]*(${TOKEN}/${TOKEN})[ \\t]*(?=;|$)`);
/** `;name=value`; the value may be quoted; an empty parameter is passed over. */
const PARAMETER = new RegExp(
  String.raw`;[ \t]*(?:(${TOKEN})=(?:([^"; \t\p{Cc}]+)|"((?:[^"\\\p{Cc}]|\\[^\p{Cc}])*)")[ \t]*)?(?=;|$)`,
  'gyu',
);

/**
 * A media type with its parameters, quoted or not; undefined for what is none. Values without quotes are taken as they
 * come, since boundaries are sent with characters that should be quoted.
 * @see RFC 9110 §8.3.1; RFC 2045 §5.1
 */
export function parseMediaType(header: string): MediaType | undefined {
  if (header.length > LONGEST.mediaType) return undefined;
  const start = TYPE.exec(header);
  if (start?.[1] === undefined) return undefined;
  const parameters = new Map<string, string>();
  let end = start[0].length;
  const rest = header.slice(end);
  end = 0;
  for (const match of rest.matchAll(PARAMETER)) {
    end = match.index + match[0].length;
    const [, name, plain, quoted] = match;
    if (name !== undefined)
      parameters.set(name.toLowerCase(), plain ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
  }
  return end === rest.length ? { type: start[1].toLowerCase(), parameters } : undefined;
}

/** The same type, with the same parameters in any order. */
export function isSameMediaType(a: string, b: string): boolean {
  const one = parseMediaType(a);
  const other = parseMediaType(b);
  if (one?.type !== other?.type || one?.parameters.size !== other?.parameters.size) return false;
  return [...(one?.parameters ?? [])].every(
    ([name, value]) => other?.parameters.get(name)?.toLowerCase() === value.toLowerCase(),
  );
}
