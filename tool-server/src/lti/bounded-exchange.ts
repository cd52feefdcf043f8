import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { makeBreaks } from '@chuyen-de/xapi';
import { OutboundError } from './outbound-policy.ts';

export interface ExchangeRequest {
  method: 'GET' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body?: string | undefined;
  /** From now until the answer's last byte. */
  timeoutMs: number;
  maxBytes: number;
}

export interface ExchangeReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Many LMSs may be at one host, some of which do not answer: how often each is called is bounded elsewhere. */
const AGENT = { keepAlive: true, maxSockets: 512, timeout: 30_000 };
/** Codings that are unpacked before they are read. @see IANA HTTP Content Coding Registry */
const PACKED = /\b(?:gzip|compress|deflate|br|zstd|exi|aes128gcm|dcb|dcz)\b/i;

const isPacked = ({ headers }: IncomingMessage): boolean => PACKED.test(headers['content-encoding'] ?? '');

/** Longer answers are read one after the other: that takes tens of milliseconds, and many may arrive at one time. */
const LONG = 256 * 1024;

/** The answer, in whose turn it can be read at once. */
async function replyOf(response: IncomingMessage, chunks: Buffer[], size: number): Promise<ExchangeReply> {
  if (size > LONG) await makeBreaks().take();
  const { statusCode = 0, headers } = response;
  return { status: statusCode, headers, text: Buffer.concat(chunks, size).toString('utf8') };
}

/** Settles once, whatever becomes of the request: every way in which it can end is listened to. */
function settle(outgoing: ClientRequest, { timeoutMs, maxBytes }: ExchangeRequest): Promise<ExchangeReply> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(error);
      outgoing.destroy();
    };
    const timer = setTimeout(() => {
      fail(new OutboundError('too_slow', 'no answer in time'));
    }, timeoutMs);
    outgoing.on('error', fail);
    // Comes without an error as well: a server may switch to a protocol that nobody asked for.
    outgoing.on('close', () => {
      clearTimeout(timer);
      reject(new OutboundError('unreachable', 'the connection was closed'));
    });
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes)
          fail(new OutboundError('too_large', `the answer is longer than ${maxBytes} bytes`));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        clearTimeout(timer);
        resolve(replyOf(response, chunks, size));
      });
      if (isPacked(response)) fail(new OutboundError('unreadable', 'the answer is packed, unasked'));
    });
  });
}

/**
 * One HTTP request at a time, over connections that are kept for the next: bounded in time and size, never
 * redirected, its answer never unpacked, so that its size is what came over the wire.
 */
export function makeExchange(lookup: LookupFunction) {
  const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) };

  return {
    /** @throws an `OutboundError`, or the error of the connection */
    exchange: async (url: URL, request: ExchangeRequest): Promise<ExchangeReply> => {
      const { method, headers, body } = request;
      const secure = url.protocol === 'https:';
      const outgoing = (secure ? https : http).request(url, {
        method,
        headers: {
          'User-Agent': 'chuyen-de',
          'Accept-Encoding': 'identity',
          ...headers,
          ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
        },
        agent: agents[secure ? 'https:' : 'http:'],
        lookup,
      });
      const reply = settle(outgoing, request);
      outgoing.end(body);
      return reply;
    },

    close: (): void => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
