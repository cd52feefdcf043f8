import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { limitConnections, mostOpenFiles } from './open-files.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

describe('the limit of open files', () => {
  it('is read where the system tells it', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'limits-'));
    const file = path.join(dir, 'limits');
    await writeFile(
      file,
      'Limit      Soft Limit  Hard Limit  Units\nMax open files            256       256       files\n',
    );
    expect(mostOpenFiles(file)).toBe(256);
    await writeFile(file, 'Max open files            unlimited            unlimited            files\n');
    expect(mostOpenFiles(file)).toBeUndefined();
    expect(mostOpenFiles(path.join(dir, 'none'))).toBeUndefined();
    await rm(dir, { recursive: true });
  });

  it.each([
    ['alone', false],
    ['one of several', true],
  ])(
    'is said at the start and when it turns visitors away, by a process that is %s',
    async (_, isOneOfSeveral) => {
      const server = createServer((_req, res) => res.end()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const errors: object[] = [];
      const said: string[] = [];
      const logger = { ...silent, error: (entry: object) => errors.push(entry) };
      limitConnections(server, 146, { logger, warn: (line) => said.push(line), isOneOfSeveral });
      expect(said).toEqual([expect.stringMatching(/^This process may have 146 files .* about 2 people/)]);
      const { port } = server.address() as AddressInfo;
      const sockets = Array.from({ length: 4 }, () =>
        connect(port, '127.0.0.1').on('error', () => undefined),
      );
      await Promise.race(sockets.map((socket) => once(socket, 'close')));
      expect(errors).toEqual([{ connections: 2, openFiles: 146 }]);
      // Who refuses it in one of several processes is offered it again.
      expect(server.maxConnections).toBe(isOneOfSeveral ? Infinity : 2);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  );

  it('takes visitors again when others have gone, in one of several processes', async () => {
    const server = createServer((_req, res) => res.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const logger = { ...silent, error: () => undefined };
    limitConnections(server, 145, { logger, warn: () => undefined, isOneOfSeveral: true });
    const { port } = server.address() as AddressInfo;
    /** What somebody who comes is answered before their connection ends. */
    const come = async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      await once(socket, 'close');
      return answer.slice(0, 15);
    };
    const staying = connect(port, '127.0.0.1');
    await once(server, 'connection');
    expect(await come()).toBe('');
    staying.destroy();
    while ((await come()) !== 'HTTP/1.1 200 OK');
    server.close();
  });

  it('is no matter where it is high', () => {
    const server = createServer();
    const said: string[] = [];
    limitConnections(server, 65_536, {
      logger: { ...silent, error: () => undefined },
      warn: (line) => said.push(line),
      isOneOfSeveral: false,
    });
    expect(said).toEqual([]);
    expect(server.maxConnections).toBe(65_392);
  });
});
