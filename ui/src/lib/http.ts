import type { ErrorCode, Problem } from '@chuyen-de/contracts';
import { retryAfterSeconds } from '@chuyen-de/contracts/http-replies';
import { sessionStore } from './session-store.ts';

/** The server answered with a problem: `code` says which. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly problem: Problem | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(status: number, problem: Problem | undefined, retryAfterMs?: number) {
    super(problem?.code ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
    this.code = (problem?.code ?? (status === 503 ? 'store_unavailable' : 'internal_error')) as ErrorCode;
  }
}

/** No answer came: no network, or the server cannot be reached. */
export class NetworkError extends Error {}

/** Reads an answer of the server; throws where it is not what it should be. */
export type Reader<T> = (value: unknown) => T;

/**
 * A light check in place of the contract's schema: the server sends answers through that very schema, and its
 * validator would weigh a sixth of what a learner's phone may load.
 */
export const expecting =
  <T extends object>(...members: (keyof T & string)[]): Reader<T> =>
  (value) => {
    if (typeof value !== 'object' || value === null) throw new Error('The answer is no object');
    for (const member of members)
      if (!(member in value)) throw new Error(`The answer has no member "${member}"`);
    return value as T;
  };

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
}

const PATIENCE_MS = 20_000;

/** What a request says of itself, and who sends it. */
export function headersOf(call: Pick<Call, 'body'>): Headers {
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
  });
  const token = sessionStore.current()?.token;
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  return headers;
}

const initOf = (call: Call): RequestInit => ({
  method: call.method,
  headers: headersOf(call),
  keepalive: call.keepalive ?? false,
  signal: AbortSignal.timeout(PATIENCE_MS),
  ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
});

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (cause) {
    throw new NetworkError('No answer', { cause });
  }
}

/** What a refusal says. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const seconds = retryAfterSeconds(response.headers.get('retry-after'), new Date());
  const retryAfterMs = seconds === undefined ? undefined : seconds * 1_000;
  const body: unknown = await response.json().catch(() => undefined);
  const known = typeof body === 'object' && body !== null && 'code' in body;
  return new ProblemError(response.status, known ? (body as Problem) : undefined, retryAfterMs);
}

/** One request, whoever it is from. @throws NetworkError where no answer comes, ProblemError where it is a refusal */
export async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await send(path, init);
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** @throws NetworkError where the answer is cut off */
export async function readAnswer<T>(response: Response, read: Reader<T>): Promise<T> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    // A connection that breaks in the middle, or a portal that puts its own page in place of the answer.
    throw new NetworkError('The answer broke off', { cause });
  }
  return read(body);
}

const exchange = async <T>(path: string, call: Call, read: Reader<T>): Promise<T> =>
  readAnswer(await request(path, initOf(call)), read);

/** Whether the server answers at all; says nothing about the store behind it. */
export const isServerThere = (): Promise<boolean> =>
  send('/healthz', initOf({ method: 'GET' })).then(
    ({ ok }) => ok,
    () => false,
  );

export const http = {
  get: <T>(path: string, read: Reader<T>) => exchange(path, { method: 'GET' }, read),
  post: <T>(path: string, body: unknown, read: Reader<T>, keepalive = false) =>
    exchange(path, { method: 'POST', body, keepalive }, read),
  put: <T>(path: string, body: unknown, read: Reader<T>) => exchange(path, { method: 'PUT', body }, read),
  patch: <T>(path: string, body: unknown, read: Reader<T>, keepalive = false) =>
    exchange(path, { method: 'PATCH', body, keepalive }, read),
};
