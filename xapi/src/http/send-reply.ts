import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { XapiReply } from './exchange.ts';

/** Any page may speak to the record store: it goes by credentials that the page has to know, never by cookies. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Last-Modified, Content-Length, Content-Disposition, Retry-After, WWW-Authenticate, X-Experience-API-Version, X-Experience-API-Consistent-Through, X-Export-To',
};
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Content-Length, Accept, Accept-Language, If-Match, If-None-Match, X-Experience-API-Version, X-Experience-API-Hash, X-Requested-With',
  'Access-Control-Max-Age': '86400',
};
/** What others stored comes back as they stored it, a page with a script too: no browser takes it for one of ours. */
const INERT = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
};

/** Answers what a browser asks before it lets a page send its request. @see Fetch standard, CORS-preflight */
export const preflightReply = (): XapiReply => ({ status: 204, headers: PREFLIGHT });

export const isWhole = (body: XapiReply['body']): body is string | Buffer | undefined =>
  body === undefined || typeof body === 'string' || Buffer.isBuffer(body);

/** Ends an answer's source that nobody reads. */
async function dismiss(body: AsyncIterable<unknown>): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}

/** Sends an answer; for HEAD without its body. */
export async function sendReply(
  req: IncomingMessage,
  res: ServerResponse,
  { status, headers, body, contentType }: XapiReply,
): Promise<void> {
  res.statusCode = status;
  for (const [name, value] of Object.entries({ ...CORS, ...INERT, ...headers })) res.setHeader(name, value);
  if (body !== undefined) res.setHeader('Content-Type', contentType ?? 'application/json');
  const bodiless = req.method === 'HEAD' || status === 204;
  if (isWhole(body)) {
    if (status !== 204) res.setHeader('Content-Length', body === undefined ? 0 : Buffer.byteLength(body));
    res.end(bodiless ? undefined : body);
    return;
  }
  if (!bodiless) {
    await pipeline(Readable.from(body), res);
    return;
  }
  res.end();
  await dismiss(body);
}
