import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from '../kernel/logger.ts';
import { ProblemError, sendProblem, type ApiError } from './problem.ts';

/** Names by which Mongoose and the driver say that the store is out of reach. */
const STORE_AWAY =
  /^(MongoNetwork|MongoServerSelection|MongoNotConnected|MongoPoolCleared|MongoTopologyClosed|MongoWaitQueue|MongooseServerSelection)/;

/** MongoDB's code for it, which the embedded store answers with too. @see mongo error_codes.yml, OutOfDiskSpace */
const OUT_OF_DISK_SPACE = 14_031;

/** Each way in which the store takes nothing: its code, and after how many seconds to try again. */
const OUTAGES = { away: ['store_unavailable', 5], full: ['store_full', 30] } as const;
type Outage = keyof typeof OUTAGES;

/** In which way the store takes nothing, where an error says so: it is out of reach, or its disk has no room. */
export function outageOf(error: unknown): Outage | undefined {
  if (!(error instanceof Error)) return undefined;
  if (STORE_AWAY.test(error.name)) return 'away';
  if (!('code' in error)) return undefined;
  // A file that staff send is written past the store.
  return error.code === OUT_OF_DISK_SPACE || error.code === 'ENOSPC' ? 'full' : undefined;
}

/** Says that nothing was stored, and when to come back. */
export function sendOutage(res: Response, outage: Outage, members: object = {}): void {
  const [code, seconds] = OUTAGES[outage];
  res.setHeader('Retry-After', String(seconds));
  sendProblem(res, { ...members, code });
}

/** What Express and its parsers find wrong with a request: they throw errors with a status. */
function requestFault(error: unknown): ApiError | undefined {
  const { status } = error as { status?: unknown };
  const isClientFault = typeof status === 'number' && status >= 400 && status < 500;
  return isClientFault ? { code: 'invalid_request', issues: [] } : undefined;
}

/** The last handler: expected problems as they are, an absent or full store as 503, anything else as a logged 500. */
export const errorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const expected = error instanceof ProblemError ? error.problem : requestFault(error);
    if (expected) {
      if (error instanceof ProblemError) res.set(error.headers);
      sendProblem(res, expected);
      return;
    }
    const outage = outageOf(error);
    if (outage) {
      sendOutage(res, outage);
      return;
    }
    logger.error({ requestId: res.locals['requestId'] as string, err: error }, 'unexpected error');
    sendProblem(res, { code: 'internal_error' });
  };
