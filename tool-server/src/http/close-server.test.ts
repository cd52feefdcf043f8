import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from './close-server.ts';

async function listening(listener: RequestListener): Promise<{ server: Server; address: string }> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('closing a server', () => {
  it('lets a request under way have its answer', async () => {
    let answer: ((res: ServerResponse) => void) | undefined;
    const arrived = new Promise<ServerResponse>((resolve) => (answer = resolve));
    const { server, address } = await listening((_req, res) => answer?.(res));
    const reply = fetch(address);
    const response = await arrived;
    const closed = closeServer(server, 60_000);
    await expect(fetch(address)).rejects.toThrow();
    response.end('kept');
    expect(await (await reply).text()).toBe('kept');
    await closed;
  });

  it('does not wait longer than the grace', async () => {
    const { server, address } = await listening(() => undefined);
    const cutOff = expect(fetch(address)).rejects.toThrow();
    await once(server, 'request');
    await closeServer(server, 20);
    await cutOff;
  });
});
