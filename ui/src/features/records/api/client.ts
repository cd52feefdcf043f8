import { readAnswer, request, type Reader } from '../../../lib/http.ts';
import { authorization } from './access.ts';

const BASE = '/xapi/ext';
/** Longer than the record store itself works on a question. */
const PATIENCE_MS = 60_000;

type Parameters = Record<string, string | undefined>;

export function addressOf(path: string, parameters: Parameters = {}): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return query === '' ? `${BASE}${path}` : `${BASE}${path}?${query}`;
}

/** One request to the record store. @throws ProblemError, NetworkError */
export const ask = (path: string, init: RequestInit = {}, proof = authorization()): Promise<Response> =>
  request(path, {
    ...init,
    headers: {
      authorization: proof,
      // So that a refusal raises no dialog of the browser: the page has words of its own for it.
      'x-requested-with': 'fetch',
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
    },
  });

const patience = (signal?: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) : AbortSignal.timeout(PATIENCE_MS);

export const getJson = async <T>(address: string, reader: Reader<T>, signal?: AbortSignal): Promise<T> =>
  readAnswer(await ask(address, { signal: patience(signal) }), reader);

export const postJson = async <T>(
  address: string,
  body: unknown,
  reader: Reader<T>,
  signal?: AbortSignal,
): Promise<T> =>
  readAnswer(
    await ask(address, { method: 'POST', body: JSON.stringify(body), signal: patience(signal) }),
    reader,
  );

export const remove = async (address: string): Promise<void> => {
  await ask(address, { method: 'DELETE', signal: patience() });
};
