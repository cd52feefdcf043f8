import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_STATUS, type Problem } from '@chuyen-de/contracts';
import { readInSlices } from './read-in-slices.ts';

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
   * Requests on one connection that wait for their answer. Browsers wait for each, proxies too; of whoever sends the
   * next ones ahead one is worked on at a time.
   */
  pending: number;
  /** Requests that a connection may carry in its life, as with nginx: what piles up with it ends with it. */
  requests: number;
  /** How long who still sends a body in chunks has time to read its answer, while nothing is taken from them. */
  lingerMs: number;
  /** At some 20 kB each, and as much as a stranger's body where one is begun. */
  connections: number;
  /** Bytes that may wait for their turn, of all connections together: a read of a thousand of them. */
  waitingBytes: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersMs: 20_000,
  requestMs: 120_000,
  checkMs: 5_000,
  idleMs: 300_000,
  pending: 32,
  requests: 1_000,
  lingerMs: 2_000,
  connections: 8_192,
  waitingBytes: 64 * 1_024 * 1_024,
};

const TOO_MANY: Problem = {
  type: 'about:blank',
  title: 'too many requests',
  status: PROBLEM_STATUS.too_many_requests,
  code: 'too_many_requests',
};

type Exchange = [IncomingMessage, ServerResponse];

/** What a connection asks for. */
interface Line {
  /** In the order of asking; the first is worked on. */
  exchanges: Exchange[];
  /** Whether it has asked for too much, so that nothing more is taken from it. */
  isOver: boolean;
}

function refuse([req, res]: Exchange): void {
  // It is not taken off: nothing that comes after it on this connection is looked at.
  req.socket.pause();
  res
    .writeHead(TOO_MANY.status, { 'Content-Type': 'application/problem+json', Connection: 'close' })
    .end(JSON.stringify(TOO_MANY));
}

/**
 * Ends a connection on which a body goes on in chunks after its answer. Node would take what is left, so that the next
 * request can follow, for as long as a request may take; of single bytes that keeps a processor busy. A body that says
 * its length comes in large pieces, and is let through.
 */
function endLeftover([req, res]: Exchange, { lingerMs }: ServerLimits): void {
  if (req.headers['transfer-encoding'] === undefined) return;
  const { socket } = req;
  res.once('finish', () => {
    if (req.complete) return;
    // Node has just asked for the rest, which begins in the next turn.
    process.nextTick(() => socket.pause());
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
}

/**
 * Works on one request of a connection at a time; those sent ahead wait until the answer before theirs has been taken
 * off, and are never begun if the connection ends before. So whoever sends ahead gets no more done at once than others,
 * and every answer that is begun hears of its connection's end: Node tells it to the one whose turn it is alone, and
 * whatever a later one held (a stream's place, work to be broken off) was held for good. The request that is one too
 * many is answered, and ends the connection.
 */
function takeInTurn(listener: RequestListener, limits: ServerLimits): RequestListener {
  const lines = new WeakMap<Socket, Line>();

  function begin([req, res]: Exchange, line: Line): void {
    const { socket } = req;
    const goOn = (): void => {
      line.exchanges.shift();
      const [next] = line.exchanges;
      if (next && !socket.destroyed) begin(next, line);
    };
    res.once('close', () => {
      // What was sent ahead is begun in a turn of its own, so that others are served in between.
      if (line.exchanges.length > 1) setImmediate(goOn);
      else goOn();
    });
    endLeftover([req, res], limits);
    listener(req, res);
  }

  return (req, res) => {
    const line = lines.get(req.socket) ?? { exchanges: [], isOver: false };
    lines.set(req.socket, line);
    if (line.isOver) return;
    if (line.exchanges.length === limits.pending) {
      line.isOver = true;
      refuse([req, res]);
      return;
    }
    line.exchanges.push([req, res]);
    if (line.exchanges.length === 1) begin([req, res], line);
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
    takeInTurn(listener, limits),
  );
  server.timeout = limits.idleMs;
  server.maxRequestsPerSocket = limits.requests;
  server.maxConnections = limits.connections;
  readInSlices(server, limits.waitingBytes);
  return server;
}
