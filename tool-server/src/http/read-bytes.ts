import { CallerGone, makeBodyBudget, readBoundedBody, XapiProblem } from '@chuyen-de/xapi';
import type { Request } from 'express';
import { STRANGERS_BODY_BYTES } from './limits.ts';
import { ProblemError } from './problem.ts';

/** How long a body may take to arrive, over a network that is hardly there. */
const ARRIVES_MS = 60_000;
/** Memory for the bodies of all requests under way: of strangers, whose bodies are small, and of people with a session. */
const BUDGETS = {
  strangers: makeBodyBudget(32 * 1024 * 1024),
  people: makeBodyBudget(64 * 1024 * 1024),
};

const CODES = { 400: 'invalid_request', 408: 'too_slow', 413: 'too_large', 503: 'too_busy' } as const;
const isKnown = (status: number): status is keyof typeof CODES => status in CODES;

/** Bodies are taken as they are. */
function asProblem({ status, message, headers }: XapiProblem): ProblemError {
  if (status === 415) return new ProblemError({ code: 'malformed_json' });
  const code = isKnown(status) ? CODES[status] : 'invalid_request';
  return new ProblemError(
    { code, detail: message, ...(code === 'invalid_request' && { issues: [] }) },
    headers,
  );
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * The bytes that a request brings; what all bodies under way take together is bounded, however small their pieces.
 * @param limit bytes
 * @throws ProblemError when there are more, they are packed, come too slowly or in crumbs, or too many others do
 */
export async function readBytes(req: Request, limit: number): Promise<Buffer> {
  if (!hasBody(req)) return Buffer.alloc(0);
  if (!req.res) throw new Error('no answer goes with the request');
  const budget = limit <= STRANGERS_BODY_BYTES ? BUDGETS.strangers : BUDGETS.people;
  try {
    return await readBoundedBody(req, req.res, { bodyLimit: limit, bodyTimeoutMs: ARRIVES_MS, budget });
  } catch (error) {
    if (error instanceof CallerGone) throw new ProblemError({ code: 'invalid_request', issues: [] });
    throw error instanceof XapiProblem ? asProblem(error) : error;
  }
}
