import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchange } from './exchange.ts';

const BLOCK = '1,'.repeat(32_768);

describe('an exchange with a record store elsewhere', () => {
  let server: Server;
  let written = 0;
  let url = '';
  beforeAll(async () => {
    server = createServer((_req, res) => {
      res.writeHead(400, { 'Content-Type': 'application/json' });
      const more = (): void => {
        while (!res.destroyed && written < 512 && res.write(BLOCK)) written += 1;
        if (written >= 512) res.end();
      };
      res.on('drain', more);
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['the ids of a batch', undefined, 65_536],
    ['what is asked for', 200_000, 200_000],
  ])('reads as much as %s may take, and knows how it was meant', async (_, longest, read) => {
    written = 0;
    const reply = await exchange(url, { method: 'GET', headers: {}, timeoutMs: 30_000, longest });
    expect(reply.status).toBe(400);
    expect(reply.body).toHaveLength(read);
  });
});
