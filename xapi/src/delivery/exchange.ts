import { retryAfterSeconds } from '@chuyen-de/contracts';
import { Gathered } from '../http/gathered.ts';

/** What came of a request: `status` 0 when nothing came back. */
export interface Reply {
  status: number;
  body: string;
  /** How long the other side asks to be left alone. */
  retryAfterMs?: number;
}

export interface ExchangeRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer | undefined;
  timeoutMs: number;
  /** How many bytes of the answer are read, where it may be longer than the ids of a batch. */
  longest?: number | undefined;
  /** Aborted when the sender shuts down. */
  signal?: AbortSignal | undefined;
}

/** The ids of a batch take an eighth of it. What follows is not read: it would have to be held, and understood. */
const LONGEST_ANSWER = 64 * 1024;

/** The sentence that says why: `fetch` hides the reason (refused, unknown host, bad certificate) in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError') return 'no answer in time';
  const { code, message: reason } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return [code, reason ?? message].filter(Boolean).join(': ');
}

/** The answer as far as it is read: no further where it comes in crumbs, of which each takes its time. */
async function readText(response: Response, longest: number): Promise<string> {
  const gathered = new Gathered(longest);
  for await (const chunk of response.body ?? []) {
    gathered.add(Buffer.from(chunk as Uint8Array));
    if (gathered.size > longest || gathered.isCrumbs) break;
  }
  return gathered.whole().subarray(0, longest).toString('utf8');
}

/**
 * One HTTP request to a record store. It follows no redirect: a followed POST becomes a GET that stores
 * nothing and answers 200, and would hand the credentials to whoever the redirect names.
 */
export async function exchange(
  url: string,
  { timeoutMs, longest = LONGEST_ANSWER, signal, body, ...request }: ExchangeRequest,
): Promise<Reply> {
  try {
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      ...request,
      body: body ?? null,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const location = response.headers.get('location');
    const text = await readText(response, longest);
    if (location !== null) return { status: response.status, body: `redirects to ${location}` };
    // A date in the header is one of the machine's clock, as is the time that it is compared with.
    const wait = retryAfterSeconds(response.headers.get('retry-after'), new Date());
    return { status: response.status, body: text, ...(wait !== undefined && { retryAfterMs: wait * 1_000 }) };
  } catch (error) {
    return { status: 0, body: reasonOf(error) };
  }
}
