import { isUtf8 } from 'node:buffer';
import type { XapiMethod } from './exchange.ts';
import { parseParameters, type Target } from './parse-target.ts';
import { badParameter, badRequest } from './problem.ts';

/** What a request says once its form is read. */
export interface Spoken {
  method: XapiMethod;
  query: ReadonlyMap<string, string>;
  header: (name: string) => string | undefined;
  body: Buffer;
}

/** Fields of the form that stand for headers; any other stands for a parameter. */
const HEADERS = new Set([
  'authorization',
  'x-experience-api-version',
  'content-type',
  'content-length',
  'if-match',
  'if-none-match',
  'accept',
  'accept-language',
]);
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;
/** Characters of a field that stands for a header: as many as HTTP itself takes here. */
const LONGEST_HEADER = 8 * 1024;

export const isAlternate = (method: string, { query }: Target): boolean =>
  method === 'POST' && query.has('method');

/**
 * The method that the address of such a request names.
 * @throws XapiProblem 400 when it names none, or more than that
 */
export function alternateMethod({ query }: Target): XapiMethod {
  const method = METHODS.find((known) => known === query.get('method')?.toUpperCase());
  if (!method) throw badRequest('method: has to be GET, HEAD, PUT, POST or DELETE');
  if (query.size > 1)
    throw badRequest('with the alternate request syntax, "method" is the only parameter of the address');
  return method;
}

/**
 * Undoes the syntax by which old browsers send everything in the form of a POST.
 * @see xAPI 1.0.3 Communication §1.3, Alternate Request Syntax
 */
export function parseAlternate(method: XapiMethod, form: Buffer, header: Spoken['header']): Spoken {
  if (!isUtf8(form)) throw badRequest('the form is not UTF-8');
  const headers = new Map<string, string>();
  const parameters = new Map<string, string>();
  let content: string | undefined;
  for (const [name, value] of parseParameters(form.toString('utf8'))) {
    if (name === 'content') content = value;
    else if (HEADERS.has(name.toLowerCase())) {
      if (value.length > LONGEST_HEADER)
        throw badParameter(name, `has at most ${LONGEST_HEADER} characters as a header`);
      headers.set(name.toLowerCase(), value);
    } else parameters.set(name, value);
  }
  if (content === undefined && (method === 'PUT' || method === 'POST'))
    throw badRequest('content: the form has to have the body as its field "content"');
  return {
    method,
    query: parameters,
    header: headerOf(headers, header),
    body: Buffer.from(content ?? ''),
  };
}

/** The form's headers before the request's own, whose type and length say nothing about the content. */
const headerOf =
  (form: ReadonlyMap<string, string>, own: Spoken['header']): Spoken['header'] =>
  (name) => {
    const lower = name.toLowerCase();
    if (lower === 'content-type') return form.get(lower) ?? 'application/json';
    return form.get(lower) ?? (lower === 'content-length' ? undefined : own(name));
  };
