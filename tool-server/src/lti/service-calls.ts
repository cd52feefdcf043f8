import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import { parseJson, type AccessTokens } from './access-tokens.ts';
import type { Outbound } from './outbound.ts';
import type { Platforms } from './platforms.ts';

interface Deps {
  platforms: Platforms;
  outbound: Outbound;
  accessTokens: AccessTokens;
  clock: Clock;
}

export interface ServiceCall {
  platformId: string;
  scope: string;
  url: string;
  method?: 'GET' | 'POST' | 'PUT';
  contentType?: string;
  accept?: string;
  /** Sent as compact JSON: of a text in several lines Moodle makes a success of an error. */
  body?: unknown;
  maxBytes?: number;
}

/** What a service of the LMS answered; status 0: it could not be reached. */
export interface ServiceReply {
  status: number;
  message: string;
  retryAfterSeconds?: number;
}

export interface FullServiceReply extends ServiceReply {
  headers: IncomingHttpHeaders;
  body: unknown;
}

const failed = (status: number, message: string): FullServiceReply => ({
  status,
  message,
  headers: {},
  body: undefined,
});

/** Seconds of a Retry-After header, given as a number or as a date. @see RFC 9110, 10.2.3 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** The reason in an error's body, short and without markup; of a page its title, which the page repeats. */
export function reasonIn(text: string): string {
  const body = parseJson(text);
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const named = ['error_description', 'message', 'reason', 'error', 'detail']
    .map((name) => members[name])
    .find((value) => typeof value === 'string');
  const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1];
  const raw = typeof named === 'string' ? named : (title ?? text.replace(/<[^>]*>/g, ' '));
  return raw.replace(/\s+/g, ' ').trim().slice(0, 200);
}

/**
 * Calls of an LMS's services with its access token. A token that is refused is fetched anew, once.
 * Never throws for what the network or the LMS does.
 */
export function makeServiceCalls({ platforms, outbound, accessTokens, clock }: Deps) {
  async function send(call: ServiceCall, token: string): Promise<FullServiceReply> {
    const reply = await outbound.send(call.url, {
      method: call.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(call.accept !== undefined && { Accept: call.accept }),
        ...(call.contentType !== undefined && { 'Content-Type': call.contentType }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.maxBytes !== undefined && { maxBytes: call.maxBytes }),
    });
    if (!reply.ok) return failed(0, reply.message);
    const { status, headers, text } = reply;
    const wait = retryAfterSeconds(headers['retry-after'], clock.now());
    const good = status >= 200 && status < 300;
    return {
      status,
      message: good ? '' : reasonIn(text),
      headers,
      body: good ? parseJson(text) : undefined,
      ...(wait !== undefined && { retryAfterSeconds: wait }),
    };
  }

  return async (call: ServiceCall): Promise<FullServiceReply> => {
    const platform = await platforms.find(call.platformId);
    if (!platform) return failed(404, 'the LMS is not registered any more');
    if (!platform.active) return failed(0, 'the connection with the LMS is switched off');
    const first = await accessTokens.get(platform, call.scope);
    if (!first.ok) return failed(first.status, first.message);
    const reply = await send(call, first.token);
    if (reply.status !== 401) return reply;
    accessTokens.drop(platform, call.scope);
    const second = await accessTokens.get(platform, call.scope);
    return second.ok ? send(call, second.token) : failed(second.status, second.message);
  };
}

export type CallService = ReturnType<typeof makeServiceCalls>;
