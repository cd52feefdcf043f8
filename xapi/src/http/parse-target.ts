import { withoutEndingSlashes } from '../validation/text-ends.ts';
import { badParameter, badRequest } from './problem.ts';

export interface Target {
  path: string;
  query: Map<string, string>;
}

const PLUS = 0x2b;
const SPACE = 0x20;

/** A plus stands for a blank; by bytes, since a text of nothing else would become a list of millions. */
function withBlanks(text: string): string {
  if (!text.includes('+')) return text;
  const bytes = Buffer.from(text);
  for (let at = bytes.indexOf(PLUS); at !== -1; at = bytes.indexOf(PLUS, at + 1)) bytes[at] = SPACE;
  return bytes.toString();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(withBlanks(text));
  } catch {
    throw badRequest('the address is not percent-encoded UTF-8');
  }
}

/** More than any resource has, with the headers that a form may have as fields. */
const MOST_PARAMETERS = 50;

/** The pairs of a query, empty ones too, one by one: of a text without end no more is cut than is asked for. */
function* pairsIn(text: string): Generator<string> {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('&', start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, end);
    start = end + 1;
  }
}

/**
 * Parses `name=value&…`, as queries and forms have it.
 * @throws XapiProblem when there are too many, a name comes twice or the encoding is malformed
 */
export function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  let pairs = 0;
  for (const pair of pairsIn(text)) {
    pairs += 1;
    if (pairs > MOST_PARAMETERS) throw badRequest(`there are at most ${MOST_PARAMETERS} parameters`);
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (parameters.has(name)) throw badParameter(name, 'is given twice');
    parameters.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return parameters;
}

/** Path and parameters of a request target below the mount. */
export function parseTarget(url: string): Target {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return { path: withoutEndingSlashes(path), query: parseParameters(mark < 0 ? '' : url.slice(mark + 1)) };
}
