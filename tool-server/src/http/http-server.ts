import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_STATUS, type Problem } from '@chuyen-de/contracts';

export interface ServerLimits {
  /** How long the head of a request may take; connections that send none are closed by it too. */
  headersMs: number;
  /** How long a whole request may take, its body with it: a large batch of statements over a slow line does. */
  requestMs: number;
  /** How often connections are looked through for those that are too late. */
  checkMs: number;
  /** A connection on which nothing moves for so long is closed: whoever reads no answer holds it in our memory. */
  idleMs: number;
  /**
   * Requests on one connection that wait for their answer. Browsers wait for each, proxies too; whoever sends the
   * next ones ahead has them all worked on at once.
   */
  pending: number;
  /** Requests that a connection may carry in its life, as with nginx: what piles up with it ends with it. */
  requests: number;
  /** At some 20 kB each, and as much as a stranger's body where one is begun. */
  connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersMs: 20_000,
  requestMs: 120_000,
  checkMs: 5_000,
  idleMs: 300_000,
  pending: 32,
  requests: 1_000,
  connections: 8_192,
};

const TOO_MANY: Problem = {
  type: 'about:blank',
  title: 'too many requests',
  status: PROBLEM_STATUS.too_many_requests,
  code: 'too_many_requests',
};

/** Counts what waits on each connection; the request that is one too many is answered, and ends the connection. */
function limitPending(listener: RequestListener, limit: number): RequestListener {
  const pending = new WeakMap<Socket, number>();
  const waiting = ({ socket }: IncomingMessage): number => pending.get(socket) ?? 0;
  return (req, res) => {
    const count = waiting(req) + 1;
    pending.set(req.socket, count);
    if (count > limit + 1) return;
    if (count === limit + 1) {
      // It is not taken off: nothing that comes after it on this connection is looked at.
      req.socket.pause();
      res
        .writeHead(TOO_MANY.status, { 'Content-Type': 'application/problem+json', Connection: 'close' })
        .end(JSON.stringify(TOO_MANY));
      return;
    }
    res.once('close', () => {
      pending.set(req.socket, waiting(req) - 1);
    });
    listener(req, res);
  };
}

/** A server that no single caller can keep busy by what they send, or do not send. */
export function makeHttpServer(listener: RequestListener, limits: ServerLimits = SERVER_LIMITS): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
    },
    limitPending(listener, limits.pending),
  );
  server.timeout = limits.idleMs;
  server.maxRequestsPerSocket = limits.requests;
  server.maxConnections = limits.connections;
  return server;
}
