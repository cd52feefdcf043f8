import type { Server } from 'node:http';

const LOOK_MS = 50;

/**
 * Takes no more connections, lets the requests under way have their answers, and cuts off what is still there after
 * the grace.
 */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection that is kept open for a next request is idle once it has its answer.
  const look = setInterval(() => {
    server.closeIdleConnections();
  }, LOOK_MS);
  const grace = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearInterval(look);
  clearTimeout(grace);
}
