import type { Problem } from '@chuyen-de/contracts';
import { NetworkError, ProblemError, type Reader } from '../../../lib/http.ts';
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

async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  const known = typeof body === 'object' && body !== null && 'code' in body;
  return new ProblemError(response.status, known ? (body as Problem) : undefined);
}

/** One request to the record store. @throws ProblemError, NetworkError */
export async function ask(path: string, init: RequestInit = {}, proof = authorization()): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: {
        authorization: proof,
        // So that a refusal raises no dialog of the browser: the page has words of its own for it.
        'x-requested-with': 'fetch',
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
      },
    });
  } catch (cause) {
    throw new NetworkError('No answer', { cause });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function read<T>(response: Response, reader: Reader<T>): Promise<T> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw new NetworkError('The answer broke off', { cause });
  }
  return reader(body);
}

const patience = (signal?: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) : AbortSignal.timeout(PATIENCE_MS);

export const getJson = async <T>(address: string, reader: Reader<T>, signal?: AbortSignal): Promise<T> =>
  read(await ask(address, { signal: patience(signal) }), reader);

export const postJson = async <T>(
  address: string,
  body: unknown,
  reader: Reader<T>,
  signal?: AbortSignal,
): Promise<T> =>
  read(await ask(address, { method: 'POST', body: JSON.stringify(body), signal: patience(signal) }), reader);

export const remove = async (address: string): Promise<void> => {
  await ask(address, { method: 'DELETE', signal: patience() });
};
