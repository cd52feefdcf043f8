import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { NOBODY, type Access, type Authenticate } from '../access/access.ts';
import { alternateMethod, isAlternate, parseAlternate, type Spoken } from './alternate-syntax.ts';
import { makeBodyBudget } from './body-budget.ts';
import { unauthorized } from './challenge.ts';
import type { XapiMethod, XapiReply, XapiRequest, XapiRoute, XapiVersion } from './exchange.ts';
import { makeInRoom } from './in-room.ts';
import { parseTarget } from './parse-target.ts';
import { badRequest, problemBody, XapiProblem } from './problem.ts';
import { CallerGone, readBody, type BodyLimits } from './read-body.ts';
import { getMethod, makeRouteTable, type Serving } from './route-table.ts';
import { preflightReply, sendReply } from './send-reply.ts';
import { LATEST, negotiate, VERSION_HEADER, versionOrLatest } from './version.ts';

type Outage = 'away' | 'full';

export interface ListenerOptions extends BodyLimits {
  /** Where the record store is mounted; requests come with their address below it. */
  mount: string;
  routes: readonly XapiRoute[];
  authenticate: Authenticate;
  /** Refuses an access that asks too often. */
  admit?: (access: Access) => Promise<void>;
  /** Up to when everything stored can be found. */
  consistentThrough: () => Date | Promise<Date>;
  /** The version that the refusal of a request without one carries. */
  unnamedVersion: string;
  /** In which way the store takes nothing, where an error says so: it is out of reach, or has no room. */
  outageOf?: ((error: unknown) => Outage | undefined) | undefined;
  /** Told of faults of our own. */
  onError: (error: unknown) => void;
}

/** Bytes of the form of somebody who has proved nothing yet: enough for what reads, and for small writes. */
const UNPROVEN_LIMIT = 64 * 1024;
const UNPROVEN_TIMEOUT_MS = 10_000;
/** Memory for the bodies of all requests under way: of those who proved who they are, and of the others. */
const PROVEN_BUDGET = 64 * 1024 * 1024;
const UNPROVEN_BUDGET = 4 * 1024 * 1024;

const headersOf =
  (req: IncomingMessage) =>
  (name: string): string | undefined => {
    const value = req.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  };

/** Aborted when the caller goes before its answer is complete. */
function signalOf(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}

function versionOf(
  spoken: Spoken | undefined,
  req: IncomingMessage,
  route: XapiRoute,
  unnamed: string,
): XapiVersion {
  const header = (spoken?.header ?? headersOf(req))(VERSION_HEADER);
  const version = route.anyVersion ? versionOrLatest(header) : negotiate(header, unnamed);
  if (spoken && version !== '1.0.3') throw badRequest('the alternate request syntax is not part of xAPI 2.0');
  return version;
}

const withoutBody = ({ body: _, ...reply }: XapiReply): XapiReply => reply;

const NO_BODY = Buffer.alloc(0);

/** What bodies may take of time and memory: of those who proved who they are, and of the others. */
function makeReadLimits({ bodyLimit, bodyTimeoutMs }: BodyLimits) {
  const budget = makeBodyBudget(Math.max(PROVEN_BUDGET, 4 * bodyLimit));
  return {
    /** Bodies as large as what serves takes, and as the operator lets them be. */
    limitsFor: (serving: Serving) => ({
      bodyLimit: Math.min(serving.bodyLimit, bodyLimit),
      bodyTimeoutMs,
      budget,
    }),
    unproven: {
      bodyLimit: Math.min(bodyLimit, UNPROVEN_LIMIT),
      bodyTimeoutMs: Math.min(bodyTimeoutMs, UNPROVEN_TIMEOUT_MS),
      budget: makeBodyBudget(UNPROVEN_BUDGET),
    },
  };
}

function isPermitted({ permit }: Serving, access: Access): boolean {
  try {
    permit(access);
    return true;
  } catch {
    return false;
  }
}

const readsMuch = ({ isLarge = false }: XapiRoute, method: XapiMethod): boolean =>
  isLarge && (method === 'GET' || method === 'HEAD');

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<XapiReply>;

/** Sees to a request's parts in order and lets the resource's handler answer. */
function makeAnswer(options: ListenerOptions): Answer {
  const { mount, authenticate, admit, unnamedVersion } = options;
  const table = makeRouteTable(options.routes);
  const inRoom = makeInRoom();
  const { limitsFor, unproven } = makeReadLimits(options);

  async function accessOf(route: XapiRoute, header: Spoken['header']): Promise<Access> {
    if (route.open) return NOBODY;
    const access = await authenticate({ header });
    if (!access) throw unauthorized(header);
    await admit?.(access);
    return access;
  }

  /**
   * The form of the alternate syntax, which may hold the credentials: without any beside it that may bring a body, only
   * a small one.
   */
  async function formOf(req: IncomingMessage, res: ServerResponse, serving: Serving): Promise<Buffer> {
    const access = await authenticate({ header: headersOf(req) });
    const isProven = serving.bodyLimit > 0 && access && isPermitted(serving, access);
    return readBody(req, res, isProven ? limitsFor(serving) : unproven);
  }

  return async (req, res) => {
    if (req.method === 'OPTIONS') return preflightReply();
    const target = parseTarget(req.url ?? '/');
    const route = table.getRoute(target.path);
    const alternate = isAlternate(req.method ?? '', target) ? alternateMethod(target) : undefined;
    const form = alternate && (await formOf(req, res, table.getServing(route, alternate)));
    const spoken = form && parseAlternate(alternate, form, headersOf(req));
    const version = versionOf(spoken, req, route, unnamedVersion);
    res.setHeader(VERSION_HEADER, version);
    const method = alternate ?? getMethod(req.method);
    const serving = table.getServing(route, method);
    const header = spoken?.header ?? headersOf(req);
    const access = await accessOf(route, header);
    serving.permit(access);
    const ownBody = serving.bodyLimit > 0 ? () => readBody(req, res, limitsFor(serving)) : () => NO_BODY;
    const request: XapiRequest = {
      method,
      path: target.path,
      mount,
      version,
      access,
      query: spoken?.query ?? target.query,
      header,
      contentType: header('Content-Type'),
      body: spoken?.body ?? (await ownBody()),
      signal: signalOf(res),
    };
    const reply = await (readsMuch(route, method)
      ? inRoom(res, () => serving.handle(request))
      : serving.handle(request));
    // To HTTP it is a POST still, of which a body would be expected.
    return spoken?.method === 'HEAD' ? withoutBody(reply) : reply;
  };
}

const OUTAGES: Record<Outage, () => XapiProblem> = {
  away: () =>
    new XapiProblem(503, 'store_unavailable', 'the store does not answer: try again later', {
      headers: { 'Retry-After': '5' },
    }),
  full: () =>
    new XapiProblem(503, 'store_full', 'the disk of the store is full: try again when there is room', {
      headers: { 'Retry-After': '30' },
    }),
};
const internalError = (): XapiProblem => new XapiProblem(500, 'internal_error', 'something went wrong here');

/** What to tell the caller of an error; faults of our own are reported. */
function problemOf(error: unknown, { outageOf, onError }: ListenerOptions): XapiProblem {
  if (error instanceof XapiProblem) return error;
  const outage = outageOf?.(error);
  if (outage) return OUTAGES[outage]();
  onError(error);
  return internalError();
}

function problemReply(problem: XapiProblem): XapiReply {
  const { status, headers } = problem;
  return { status, headers, body: problemBody(problem), contentType: 'application/problem+json' };
}

/** Whether work was given up because its caller has gone: there is nobody to tell, and nothing is wrong. */
const isBrokenOff = (error: unknown, res: ServerResponse): boolean =>
  res.closed && (error as Partial<Error> | undefined)?.name === 'AbortError';

/** Whether an answer broke off because its reader went away. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * Answers xAPI requests: address, version, credentials, permission and body are seen to here, in this order (but for
 * a form that has version and credentials in it), and only then does the resource's handler get to work. Every answer, refusals included, names version and consistency.
 */
export function makeXapiListener(options: ListenerOptions): RequestListener {
  const { consistentThrough, onError } = options;
  const answer = makeAnswer(options);

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    res.setHeader(VERSION_HEADER, LATEST);
    let reply: XapiReply;
    try {
      // Before the work: what is stored meanwhile may be missing from the answer.
      res.setHeader('X-Experience-API-Consistent-Through', (await consistentThrough()).toISOString());
      reply = await answer(req, res);
    } catch (error) {
      if (error instanceof CallerGone || isBrokenOff(error, res)) return;
      reply = problemReply(problemOf(error, options));
    }
    await sendReply(req, res, reply);
  }

  return (req, res) => {
    serve(req, res).catch((error: unknown) => {
      // The answer was under way: all that can be done is to break it off, so that nobody takes it for whole.
      if (!isGone(error)) onError(error);
      res.destroy();
    });
  };
}
