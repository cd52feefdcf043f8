import type { IncomingHttpHeaders } from 'node:http';
import { makeExchange, type ExchangeReply, type ExchangeRequest, type Use } from './bounded-exchange.ts';
import { makeCheckedLookup, type Resolve } from './checked-lookup.ts';
import { checkUrl, OutboundError, type OutboundFault, type OutboundPolicy } from './outbound-policy.ts';

export interface OutboundRequest {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  maxBytes?: number;
}

interface OutboundFailure {
  ok: false;
  code: OutboundFault;
  message: string;
}

export type OutboundReply =
  { ok: true; status: number; headers: IncomingHttpHeaders; text: string } | OutboundFailure;

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function faultOf(error: unknown): OutboundFailure {
  if (error instanceof OutboundError) return { ok: false, code: error.code, message: error.message };
  const isNamed = typeof error === 'object' && error !== null && 'code' in error;
  return { ok: false, code: 'unreachable', message: isNamed ? String(error.code) : 'connection failed' };
}

const withDefaults = (request: OutboundRequest): ExchangeRequest => ({
  method: request.method ?? 'GET',
  headers: request.headers ?? {},
  body: request.body,
  timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
  maxBytes: request.maxBytes ?? MAX_BYTES,
});

const asItIs: Use<ExchangeReply> = (reply) => reply;

const isRedirect = ({ status, headers }: ExchangeReply): boolean =>
  REDIRECTS.has(status) && headers.location !== undefined;

/** See `sendAnd`. */
const makeSendAnd =
  (policy: OutboundPolicy, exchange: ReturnType<typeof makeExchange>['exchange']) =>
  async <T>(
    address: string,
    request: OutboundRequest,
    use: Use<T>,
  ): Promise<{ ok: true; result: T } | OutboundFailure> => {
    let used: Promise<T> | undefined;
    const useIt: Use<T> = (reply) => (used = Promise.resolve(use(reply)));
    try {
      return { ok: true, result: await exchange(checkUrl(address, policy), withDefaults(request), useIt) };
    } catch (error) {
      if (used) throw error;
      return faultOf(error);
    }
  };

/**
 * The one place from which the tool calls addresses that others gave it: https and public addresses unless the
 * policy says otherwise, with a limit on size and time. Failures are results; nothing throws.
 */
export function makeOutbound(policy: OutboundPolicy, resolve?: Resolve) {
  const { exchange, close } = makeExchange(makeCheckedLookup(policy, resolve));
  const sendAnd = makeSendAnd(policy, exchange);

  async function read(address: string, request: ExchangeRequest): Promise<ExchangeReply> {
    const end = performance.now() + request.timeoutMs;
    let url = checkUrl(address, policy);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const limits = { ...request, timeoutMs: Math.max(1, end - performance.now()) };
      const reply = await exchange(url, limits, asItIs);
      if (!isRedirect(reply)) return reply;
      const { location = '' } = reply.headers;
      url = checkUrl(URL.canParse(location, url.href) ? new URL(location, url).href : '', policy);
    }
    throw new OutboundError('unreachable', `more than ${MAX_REDIRECTS} redirects`);
  }

  return {
    /**
     * Whether an address may be called, as far as can be told without looking its name up. The name is checked
     * at each connection: an answer from before could be another by then.
     */
    allows(address: string): boolean {
      try {
        checkUrl(address, policy);
        return true;
      } catch {
        return false;
      }
    },

    /** One request. A redirect is an answer like any other: what we send is meant for nobody else. */
    async send(address: string, request: OutboundRequest = {}): Promise<OutboundReply> {
      const sent = await sendAnd(address, request, asItIs);
      return sent.ok ? { ok: true, ...sent.result } : sent;
    },

    /**
     * The same, of an answer that may be long and take a while to be worked on: until that is done it counts among
     * those that are being read, and others may wait for it.
     * @throws what `use` throws
     */
    sendAnd,

    /**
     * Reads what is public to all and carries no secret of ours: follows a few redirects, each checked like the
     * first address. `timeoutMs` counts for all together.
     */
    async readPublic(
      address: string,
      limits: Pick<OutboundRequest, 'timeoutMs' | 'maxBytes'> = {},
    ): Promise<OutboundReply> {
      try {
        const request = withDefaults({ ...limits, headers: { Accept: 'application/json' } });
        return { ok: true, ...(await read(address, request)) };
      } catch (error) {
        return faultOf(error);
      }
    },

    /** Closes connections that are kept open for later. */
    close,
  };
}

export type Outbound = ReturnType<typeof makeOutbound>;
