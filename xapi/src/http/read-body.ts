import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyBudget } from './body-budget.ts';
import { Gathered } from './gathered.ts';
import { XapiProblem } from './problem.ts';

export interface BodyLimits {
  /** Bytes of a body at the most. */
  bodyLimit: number;
  /** How long a body may take to arrive, in milliseconds. */
  bodyTimeoutMs: number;
}

export interface ReadOptions extends BodyLimits {
  /** Memory for the bodies of all requests. */
  budget: BodyBudget;
}

/** A body that brings nothing for so long has stopped. */
const SILENCE_MS = 10_000;

const tooLarge = (limit: number): XapiProblem =>
  new XapiProblem(413, 'too_large', `the body has more than ${limit} bytes`);

const tooSlow = (): XapiProblem =>
  new XapiProblem(408, 'too_slow', 'the body did not arrive in time', { headers: { Connection: 'close' } });

const tooBusy = (): XapiProblem =>
  new XapiProblem(503, 'too_busy', 'too many bodies arrive at once: try again', {
    headers: { Connection: 'close', 'Retry-After': '2' },
  });

const tooManyPieces = (): XapiProblem =>
  new XapiProblem(400, 'invalid_request', 'the body comes in too many pieces', {
    headers: { Connection: 'close' },
  });

/** The caller went away before its request was complete: there is nobody to answer. */
export class CallerGone extends Error {}

/** @throws XapiProblem 415 when it is compressed, 413 when it says itself that it is over the limit */
function checkHead({ headers }: IncomingMessage, bodyLimit: number): void {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new XapiProblem(415, 'encoding_unsupported', 'a body has to come without Content-Encoding');
  if (Number(headers['content-length'] ?? 0) > bodyLimit) throw tooLarge(bodyLimit);
}

/**
 * Reads a body whole. What it takes of the budget it gives back once the answer is through.
 * @throws XapiProblem 413 over the limit, 408 when it takes too long, 415 when it is compressed, 503 when the budget
 *   for all bodies is used up
 */
export async function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  { bodyLimit, bodyTimeoutMs, budget }: ReadOptions,
): Promise<Buffer> {
  checkHead(req, bodyLimit);
  return new Promise((resolve, reject) => {
    const gathered = new Gathered(bodyLimit);
    const refuse = (problem: Error): void =>
      settle(() => {
        holding.release();
        reject(problem);
      });
    const holding = budget.open(() => refuse(tooBusy()));
    const timer = setTimeout(() => refuse(tooSlow()), bodyTimeoutMs);
    const silence = setTimeout(() => refuse(tooSlow()), SILENCE_MS);
    const onData = (piece: Buffer): void => {
      silence.refresh();
      if (gathered.isCrumbs) refuse(tooManyPieces());
      else if (gathered.size + piece.length > bodyLimit) refuse(tooLarge(bodyLimit));
      else if (holding.grow(gathered.costOf(piece))) gathered.add(piece);
      else refuse(tooBusy());
    };
    const onEnd = (): void =>
      settle(() => {
        holding.complete();
        if (res.closed) holding.release();
        else res.once('close', holding.release);
        resolve(gathered.whole());
      });
    const onClose = (): void => refuse(new CallerGone());
    const settle = (answer: () => void): void => {
      clearTimeout(timer);
      clearTimeout(silence);
      req.off('data', onData).off('end', onEnd).off('close', onClose);
      // Whatever still comes is let through to nowhere, so that the caller gets to read the answer.
      req.resume();
      answer();
    };
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
