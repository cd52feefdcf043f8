import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that takes every request and never answers. */
export async function startSilentHost() {
  let open = 0;
  let ended = 0;
  let onRequest = (): void => undefined;
  const server: Server = createServer((req, res) => {
    open += 1;
    res.on('close', () => {
      open -= 1;
      ended += 1;
    });
    req.resume();
    onRequest();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Requests that wait for an answer, and those that do so no more. */
    counts: () => ({ open, ended }),
    /** Until so many wait for an answer. */
    reached: (count: number) =>
      new Promise<void>((resolve) => {
        onRequest = (): void => {
          if (open >= count) resolve();
        };
        onRequest();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
