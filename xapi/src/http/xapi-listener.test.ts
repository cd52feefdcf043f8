import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as breathe } from 'node:timers/promises';
import { makeXapiListener } from './xapi-listener.ts';

it('takes it for no fault that work is given up whose caller has gone', async () => {
  const faults: unknown[] = [];
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const givenUp = { is: false };
  const listener = makeXapiListener({
    mount: '',
    routes: [
      {
        path: '/work',
        anyVersion: true,
        open: true,
        GET: ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              givenUp.is = true;
              reject(signal.reason as Error);
            });
            begin();
          }),
      },
    ],
    authenticate: () => Promise.resolve(undefined),
    consistentThrough: () => new Date(),
    unnamedVersion: '1.0.3',
    bodyLimit: 1_000,
    bodyTimeoutMs: 1_000,
    onError: (error) => faults.push(error),
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, path: '/work' }).on('error', () => undefined);
  asked.end();
  await begun;
  asked.destroy();
  while (!givenUp.is) await breathe();
  await breathe();
  expect(faults).toEqual([]);
  server.close();
});
