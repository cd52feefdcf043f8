import { lookup } from 'node:dns';
import { lookup as resolve } from 'node:dns/promises';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface OutboundPolicy {
  /** Allow http, and addresses that are private or loopback. */
  allowPrivateHosts: boolean;
}

export interface OutboundRequest {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  maxBytes?: number;
}

type OutboundFault = 'address_not_allowed' | 'unreachable' | 'too_slow' | 'too_large';

export type OutboundReply =
  | { ok: true; status: number; headers: IncomingHttpHeaders; text: string }
  | { ok: false; code: OutboundFault; message: string };

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;
const AGENT = { keepAlive: true, maxSockets: 32, timeout: 30_000 };

class OutboundError extends Error {
  readonly code: OutboundFault;

  constructor(code: OutboundFault, message: string) {
    super(message);
    this.name = 'OutboundError';
    this.code = code;
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Refuses a name as soon as one of its addresses is not public: checked where the connection is made. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses;
    if (error) callback(error, '', 0);
    else if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
      callback(new OutboundError('address_not_allowed', `${hostname} is not a public address`), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new OutboundError('too_large', `the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function faultOf(error: unknown): Extract<OutboundReply, { ok: false }> {
  if (error instanceof OutboundError) return { ok: false, code: error.code, message: error.message };
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return { ok: false, code: 'too_slow', message: 'no answer in time' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'connection failed';
  return { ok: false, code: 'unreachable', message: code };
}

/** The address as an URL that the policy allows; the names behind it are checked when they are resolved. */
function checkUrl(address: string, { allowPrivateHosts }: OutboundPolicy): URL {
  if (!URL.canParse(address)) throw new OutboundError('address_not_allowed', 'not an address');
  const url = new URL(address);
  const protocolAllowed = url.protocol === 'https:' || (allowPrivateHosts && url.protocol === 'http:');
  if (!protocolAllowed || url.username !== '' || url.password !== '')
    throw new OutboundError('address_not_allowed', `${url.protocol}//${url.host} is not allowed`);
  const host = hostOf(url);
  if (!allowPrivateHosts && isIP(host) !== 0 && !isPublicAddress(host))
    throw new OutboundError('address_not_allowed', `${host} is not a public address`);
  return url;
}

/**
 * Requests to addresses that others gave us: https and public addresses unless the policy says otherwise,
 * no redirects, a limit on size and time. Failures are results.
 */
export function makeOutbound(policy: OutboundPolicy) {
  const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) };

  async function exchange(url: URL, request: OutboundRequest): Promise<OutboundReply> {
    const secure = url.protocol === 'https:';
    const response = await new Promise<IncomingMessage>((resolveResponse, reject) => {
      const outgoing = (secure ? https : http).request(url, {
        method: request.method ?? 'GET',
        headers: {
          'User-Agent': 'chuyen-de',
          ...request.headers,
          ...(request.body !== undefined && { 'Content-Length': String(Buffer.byteLength(request.body)) }),
        },
        agent: agents[secure ? 'https:' : 'http:'],
        signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
        ...(!policy.allowPrivateHosts && { lookup: publicLookup }),
      });
      outgoing.on('response', resolveResponse);
      outgoing.on('error', reject);
      outgoing.end(request.body);
    });
    const text = await readBody(response, request.maxBytes ?? MAX_BYTES);
    return { ok: true, status: response.statusCode ?? 0, headers: response.headers, text };
  }

  return {
    /** Whether the policy lets us ask this address now; for requests that a library makes in our stead. */
    async permits(address: string): Promise<boolean> {
      try {
        const url = checkUrl(address, policy);
        if (policy.allowPrivateHosts) return true;
        const addresses = await resolve(hostOf(url), { all: true });
        return addresses.length > 0 && addresses.every((found) => isPublicAddress(found.address));
      } catch {
        return false;
      }
    },

    async send(address: string, request: OutboundRequest = {}): Promise<OutboundReply> {
      try {
        return await exchange(checkUrl(address, policy), request);
      } catch (error) {
        return faultOf(error);
      }
    },

    /** Closes connections that are kept open for later. */
    close(): void {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

export type Outbound = ReturnType<typeof makeOutbound>;
