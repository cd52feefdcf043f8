/** What came of a request: `status` 0 when nothing came back. */
export interface Reply {
  status: number;
  body: string;
}

interface ExchangeRequest {
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  timeoutMs: number;
}

/** The sentence that says why: `fetch` hides the reason (refused, unknown host, bad certificate) in the cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError') return 'no answer in time';
  const { code, message: reason } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return [code, reason ?? message].filter(Boolean).join(': ');
}

/**
 * One HTTP request to a record store. It follows no redirect: a followed POST becomes a GET that stores
 * nothing and answers 200, and would hand the credentials to whoever the redirect names.
 */
export async function exchange(url: string, { timeoutMs, ...request }: ExchangeRequest): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...request, body: request.body ?? null, redirect: 'manual', signal });
    const location = response.headers.get('location');
    const body = await response.text();
    if (location !== null) return { status: response.status, body: `redirects to ${location}` };
    return { status: response.status, body };
  } catch (error) {
    return { status: 0, body: reasonOf(error) };
  }
}
