import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Gathered, makeBreaks } from '@chuyen-de/xapi';
import { makeAnswerRoom, type AnswerRoom, type Place } from './answer-room.ts';
import { OutboundError } from './outbound-policy.ts';

export interface ExchangeRequest {
  method: 'GET' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body?: string | undefined;
  /** From now until the answer's last byte, but for the time in which it waits for others' to be read. */
  timeoutMs: number;
  maxBytes: number;
}

export interface ExchangeReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** What is made of an answer, during which it counts among those that are being read. */
export type Use<T> = (reply: ExchangeReply) => T | Promise<T>;

/** Many LMSs may be at one host, some of which do not answer: how often each is called is bounded elsewhere. */
const AGENT = { keepAlive: true, maxSockets: 512, timeout: 30_000 };
/** Codings that are unpacked before they are read. @see IANA HTTP Content Coding Registry */
const PACKED = /\b(?:gzip|compress|deflate|br|zstd|exi|aes128gcm|dcb|dcz)\b/i;

const isPacked = ({ headers }: IncomingMessage): boolean => PACKED.test(headers['content-encoding'] ?? '');

/** Answers up to this need no room of their own: nearly all are shorter. */
const SHORT = 64 * 1024;
/** Longer answers are read one after the other: that takes tens of milliseconds, and many may arrive at one time. */
const LONG = 256 * 1024;

/** Answers that only say that one is on its way (1xx): nobody needs more, and each costs the reading of a head. */
const MOST_INFORMATIONAL = 20;

/** Time that can be stopped. */
function makeTimer(ms: number, onOver: () => void) {
  let left = ms;
  let begunAt = 0;
  let timer: NodeJS.Timeout;
  const go = (): void => {
    begunAt = performance.now();
    timer = setTimeout(onOver, left);
  };
  go();
  return {
    go,
    stop: (): void => {
      clearTimeout(timer);
      left = Math.max(1, left - (performance.now() - begunAt));
    },
  };
}

interface Reading {
  maxBytes: number;
  room: AnswerRoom;
  timer: ReturnType<typeof makeTimer>;
  fail: (error: Error) => void;
}

/** How long an answer may be at the most, by what it says itself. */
const lengthOf = ({ headers }: IncomingMessage, maxBytes: number): number =>
  Math.min(maxBytes, Number(headers['content-length'] ?? maxBytes) || maxBytes);

/** Reads an answer's bytes; a long one waits for its turn, with the connection standing still. */
function gather(
  response: IncomingMessage,
  { maxBytes, room, timer, fail }: Reading,
): { take: () => Buffer; leave: () => void } {
  const most = lengthOf(response, maxBytes);
  let gathered = new Gathered(most);
  let place: Place | undefined;
  response.on('data', (piece: Buffer) => {
    if (gathered.size + piece.length > maxBytes)
      fail(new OutboundError('too_large', `the answer is longer than ${maxBytes} bytes`));
    else if (gathered.isCrumbs) fail(new OutboundError('unreadable', 'the answer comes in too many pieces'));
    else gathered.add(piece);
    if (place || gathered.size <= SHORT || response.destroyed) return;
    place = room.enter(most);
    response.pause();
    timer.stop();
    void place.entered.then(() => {
      if (response.destroyed) return;
      timer.go();
      response.resume();
    });
  });
  return {
    /** The bytes, which are not kept here any more. */
    take: () => {
      const bytes = gathered.whole();
      gathered = new Gathered();
      return bytes;
    },
    leave: () => place?.leave(),
  };
}

type Gathering = ReturnType<typeof gather>;

/** The answer, in whose turn it can be read at once. */
async function replyOf({ statusCode = 0, headers }: IncomingMessage, bytes: Buffer): Promise<ExchangeReply> {
  if (bytes.length > LONG) await makeBreaks().take();
  return { status: statusCode, headers, text: bytes.toString('utf8') };
}

/** Settles once, whatever becomes of the request: every way in which it can end is listened to. */
function settle(
  outgoing: ClientRequest,
  { timeoutMs, maxBytes }: ExchangeRequest,
  room: AnswerRoom,
): Promise<{ response: IncomingMessage; gathering: Gathering }> {
  return new Promise((resolve, reject) => {
    let gathering: Gathering | undefined;
    const refuse = (error: Error): void => {
      timer.stop();
      gathering?.leave();
      reject(error);
    };
    const fail = (error: Error): void => {
      refuse(error);
      outgoing.destroy();
    };
    const timer = makeTimer(timeoutMs, () => {
      fail(new OutboundError('too_slow', 'no answer in time'));
    });
    // Comes without an error as well: a server may switch to a protocol that nobody asked for.
    const onClose = (): void => refuse(new OutboundError('unreachable', 'the connection was closed'));
    outgoing.on('error', fail);
    outgoing.on('close', onClose);
    let informational = 0;
    outgoing.on('information', () => {
      informational += 1;
      if (informational > MOST_INFORMATIONAL)
        fail(new OutboundError('unreadable', 'too many answers say that one is on its way'));
    });
    outgoing.on('response', (response) => {
      response.on('error', fail);
      const own = gather(response, { maxBytes, room, timer, fail });
      gathering = own;
      response.on('end', () => {
        timer.stop();
        outgoing.off('close', onClose);
        resolve({ response, gathering: own });
      });
      if (isPacked(response)) fail(new OutboundError('unreadable', 'the answer is packed, unasked'));
    });
  });
}

/**
 * One HTTP request at a time, over connections that are kept for the next: bounded in time and size, never
 * redirected, its answer never unpacked, so that its size is what came over the wire. What all answers take together is
 * bounded, too, however small their pieces.
 */
export function makeExchange(lookup: LookupFunction, room = makeAnswerRoom()) {
  const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) };

  return {
    /** @throws an `OutboundError`, or the error of the connection */
    exchange: async <T>(url: URL, request: ExchangeRequest, use: Use<T>): Promise<T> => {
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
      const settled = settle(outgoing, request, room);
      outgoing.end(body);
      const { response, gathering } = await settled;
      try {
        return await use(await replyOf(response, gathering.take()));
      } finally {
        gathering.leave();
      }
    },

    close: (): void => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
