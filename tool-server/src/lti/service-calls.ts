import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../kernel/clock.ts';
import type { AccessTokens, TokenFailure } from './access-tokens.ts';
import type { ExchangeReply } from './bounded-exchange.ts';
import type { Outbound } from './outbound.ts';
import type { ListPlace, LongList } from './long-list.rules.ts';
import type { Platforms } from './platforms.ts';
import {
  formOf,
  isTaken,
  readJson,
  rateHint,
  reasonIn,
  type BodyForm,
  type RateHint,
} from './reply.rules.ts';

interface Deps {
  platforms: Platforms;
  outbound: Outbound;
  accessTokens: AccessTokens;
  clock: Clock;
}

/** What was asked: the token endpoint, or one of the services that it opens. */
type Service = 'token' | 'columns' | 'scores' | 'results' | 'members';

export interface ServiceCall {
  platformId: string;
  service: Exclude<Service, 'token'>;
  scope: string;
  url: string;
  method?: 'GET' | 'POST' | 'PUT';
  contentType?: string;
  accept?: string;
  /** Sent as compact JSON: of a text in several lines Moodle makes a success of an error. */
  body?: unknown;
  maxBytes?: number;
  /** Where the answer may have a list that is long: `list` of it then. */
  list?: ListPlace;
}

/** What a service of the LMS answered; status 0: it could not be reached. See `isTaken`. */
export interface ServiceReply extends Partial<RateHint> {
  /** Whose answer it is: where there is no token, the service itself was never asked. */
  service: Service;
  status: number;
  form: BodyForm;
  message: string;
  /** No answer came in time, which the caller has waited for. */
  silent?: boolean;
  /** Nothing was sent: the connection with the LMS is switched off. */
  switchedOff?: boolean;
}

export interface FullServiceReply extends ServiceReply {
  headers: IncomingHttpHeaders;
  /** Undefined unless it is JSON. */
  body: unknown;
  /** The list that was asked for, of which the body has no entries then. */
  list?: LongList;
}

/** There is no answer of the service, but of who was asked before it, or none at all. */
const failed = (service: Service, failure: TokenFailure): FullServiceReply => ({
  ...failure,
  service,
  form: 'none',
  headers: {},
  body: undefined,
});

const TOO_MUCH = { status: 0, message: 'the answer holds more than is read' };
const SWITCHED_OFF = { status: 0, message: 'the connection with the LMS is switched off' };

/** Where an answer sends us, without what its address carries: that may be a secret. */
function elsewhere(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return 'the LMS answered with another address';
  const { origin, pathname } = new URL(location);
  return `the LMS answered with another address: ${origin}${pathname}`;
}

const messageOf = (status: number, headers: IncomingHttpHeaders, text: string, isGood: boolean): string => {
  if (isGood) return '';
  return status >= 300 && status < 400 ? elsewhere(headers.location) : reasonIn(text);
};

/** What is made of an answer of the service at once; of one that refuses the token nothing is. */
type UseReply = (reply: FullServiceReply) => Promise<void>;

/**
 * Calls of an LMS's services with its access token. A token that is refused is fetched anew, once.
 * Never throws for what the network or the LMS does.
 */
export function makeServiceCalls({ platforms, outbound, accessTokens, clock }: Deps) {
  function read({ service, list: place }: ServiceCall, reply: ExchangeReply): FullServiceReply {
    const { status, headers, text } = reply;
    const { tooMuch, value: body, list } = readJson(text, place);
    if (tooMuch) return failed(service, TOO_MUCH);
    const form = formOf(text, body);
    const message = messageOf(status, headers, text, isTaken({ status, form }));
    return {
      ...{ service, status, form, message, headers, body },
      ...(list && { list }),
      ...rateHint({ status, headers, text }, clock.now()),
    };
  }

  async function send(call: ServiceCall, token: string, use: UseReply): Promise<FullServiceReply> {
    const request = {
      method: call.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(call.accept !== undefined && { Accept: call.accept }),
        ...(call.contentType !== undefined && { 'Content-Type': call.contentType }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.maxBytes !== undefined && { maxBytes: call.maxBytes }),
    };
    const sent = await outbound.sendAnd(call.url, request, async (reply) => {
      const full = read(call, reply);
      if (full.status !== 401) await use(full);
      return full;
    });
    if (sent.ok) return sent.result;
    return failed(call.service, { status: 0, message: sent.message, silent: sent.code === 'too_slow' });
  }

  return async (call: ServiceCall, use: UseReply = () => Promise.resolve()): Promise<FullServiceReply> => {
    const platform = await platforms.find(call.platformId);
    if (!platform)
      return failed(call.service, { status: 404, message: 'the LMS is not registered any more' });
    if (!platform.active) return { ...failed(call.service, SWITCHED_OFF), switchedOff: true };
    const first = await accessTokens.get(platform, call.scope);
    if (!first.ok) return failed('token', first.failure);
    const reply = await send(call, first.token, use);
    if (reply.status !== 401) return reply;
    accessTokens.drop(platform, call.scope);
    const second = await accessTokens.get(platform, call.scope);
    return second.ok ? send(call, second.token, use) : failed('token', second.failure);
  };
}

/** An answer without its headers and what it says. */
export const plain = ({
  service,
  status,
  form,
  message,
  throttled,
  retryAfterSeconds,
  silent,
  switchedOff,
}: Omit<FullServiceReply, 'body' | 'list'>): ServiceReply => ({
  service,
  status,
  form,
  message,
  ...(throttled === true && { throttled }),
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  ...(silent === true && { silent }),
  ...(switchedOff === true && { switchedOff }),
});

export type CallService = ReturnType<typeof makeServiceCalls>;
