import { badParameter, badRequest } from './problem.ts';

export interface Target {
  path: string;
  query: Map<string, string>;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badRequest('the address is not percent-encoded UTF-8');
  }
}

/**
 * Parses `name=value&…`, as queries and forms have it.
 * @throws XapiProblem when a name comes twice or the encoding is malformed
 */
export function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of text.split('&')) {
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
  return { path: path.replace(/\/+$/, ''), query: parseParameters(mark < 0 ? '' : url.slice(mark + 1)) };
}
