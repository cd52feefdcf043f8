import type { IncomingMessage } from 'node:http';
import { XapiProblem } from './problem.ts';

export interface BodyLimits {
  /** Bytes of a body at the most. */
  bodyLimit: number;
  /** How long a body may take to arrive, in milliseconds. */
  bodyTimeoutMs: number;
}

const tooLarge = (limit: number): XapiProblem =>
  new XapiProblem(413, 'too_large', `the body has more than ${limit} bytes`);

const tooSlow = (): XapiProblem =>
  new XapiProblem(408, 'too_slow', 'the body did not arrive in time', { headers: { Connection: 'close' } });

/** The caller went away before its request was complete: there is nobody to answer. */
export class CallerGone extends Error {}

/**
 * Reads a body whole.
 * @throws XapiProblem 413 over the limit, 408 when it takes too long, 415 when it is compressed
 */
export async function readBody(
  req: IncomingMessage,
  { bodyLimit, bodyTimeoutMs }: BodyLimits,
): Promise<Buffer> {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new XapiProblem(415, 'encoding_unsupported', 'a body has to come without Content-Encoding');
  if (Number(req.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge(bodyLimit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => settle(() => reject(tooSlow())), bodyTimeoutMs);
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > bodyLimit) settle(() => reject(tooLarge(bodyLimit)));
      else chunks.push(chunk);
    };
    const onEnd = (): void =>
      settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onClose = (): void => settle(() => reject(new CallerGone()));
    const settle = (answer: () => void): void => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onClose);
      // Whatever still comes is let through to nowhere, so that the caller gets to read the answer.
      req.resume();
      answer();
    };
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
