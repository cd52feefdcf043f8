import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { NOBODY, type Access, type Authenticate } from '../access/access.ts';
import { isAlternate, parseAlternate, type Spoken } from './alternate-syntax.ts';
import type { XapiReply, XapiRoute, XapiVersion } from './exchange.ts';
import { parseTarget, type Target } from './parse-target.ts';
import { badRequest, problemBody, XapiProblem } from './problem.ts';
import { CallerGone, readBody, type BodyLimits } from './read-body.ts';
import { getMethod, makeRouteTable } from './route-table.ts';
import { preflightReply, sendReply } from './send-reply.ts';
import { LATEST, negotiate, VERSION_HEADER, versionOrLatest } from './version.ts';

type Outage = 'away' | 'full';

export interface ListenerOptions extends BodyLimits {
  /** Where the record store is mounted; requests come with their address below it. */
  mount: string;
  routes: readonly XapiRoute[];
  authenticate: Authenticate;
  /** Refuses an access that asks too often. */
  admit?: (access: Access) => void;
  /** Up to when everything stored can be found. */
  consistentThrough: () => Date | Promise<Date>;
  /** The version that the refusal of a request without one carries. */
  unnamedVersion: string;
  /** In which way the store takes nothing, where an error says so: it is out of reach, or has no room. */
  outageOf?: ((error: unknown) => Outage | undefined) | undefined;
  /** Told of faults of our own. */
  onError: (error: unknown) => void;
}

const unauthorized = (): XapiProblem =>
  new XapiProblem(401, 'unauthorized', 'key and secret of the record store are needed (HTTP Basic)', {
    headers: { 'WWW-Authenticate': 'Basic realm="xAPI", charset="UTF-8"' },
  });

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

async function spokenOf(
  req: IncomingMessage,
  target: Target,
  limits: BodyLimits,
): Promise<Spoken | undefined> {
  if (!isAlternate(req.method ?? '', target)) return undefined;
  return parseAlternate(target, await readBody(req, limits), headersOf(req));
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

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<XapiReply>;

/** Sees to a request's parts in order and lets the resource's handler answer. */
function makeAnswer(options: ListenerOptions): Answer {
  const { mount, authenticate, admit, unnamedVersion } = options;
  const table = makeRouteTable(options.routes);

  async function accessOf(route: XapiRoute, header: Spoken['header']): Promise<Access> {
    if (route.open) return NOBODY;
    const access = await authenticate({ header });
    if (!access) throw unauthorized();
    admit?.(access);
    return access;
  }

  return async (req, res) => {
    if (req.method === 'OPTIONS') return preflightReply();
    const target = parseTarget(req.url ?? '/');
    const spoken = await spokenOf(req, target, options);
    const route = table.getRoute(target.path);
    const version = versionOf(spoken, req, route, unnamedVersion);
    res.setHeader(VERSION_HEADER, version);
    const method = spoken?.method ?? getMethod(req.method);
    const handler = table.getHandler(route, method);
    const header = spoken?.header ?? headersOf(req);
    const access = await accessOf(route, header);
    const reply = await handler({
      method,
      path: target.path,
      mount,
      version,
      access,
      query: spoken?.query ?? target.query,
      header,
      contentType: header('Content-Type'),
      body: spoken?.body ?? (await readBody(req, options)),
      signal: signalOf(res),
    });
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

/** Whether an answer broke off because its reader went away. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * Answers xAPI requests: address, version, credentials and body are seen to here, in this order, and only then
 * does the resource's handler get to work. Every answer, refusals included, names version and consistency.
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
      if (error instanceof CallerGone) return;
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
