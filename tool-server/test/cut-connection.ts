import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import mongoose, { type Connection } from 'mongoose';

/** Commands that change something. */
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'create', 'drop', 'dropIndexes']);
const NAME_AT = 26;

/** The commands in a message of MongoDB's wire protocol (OP_MSG, its first section the body). */
function* commandsIn(chunk: Buffer): Generator<string> {
  for (let at = 0; at + NAME_AT < chunk.length; at += Math.max(16, chunk.readInt32LE(at)))
    yield chunk.subarray(at + NAME_AT, chunk.indexOf(0, at + NAME_AT)).toString('latin1');
}

/**
 * A connection to a database that is gone for good once so many writes have gone through, as that of a process that
 * is killed: what comes after never arrives.
 */
export async function connectionOfWrites(to: Connection, most: number) {
  const [at] = to.getClient().options.hosts;
  let left = most;
  let onCut = (): void => undefined;
  const cut = new Promise<void>((resolve) => (onCut = resolve));
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const store = connect(
      at?.socketPath === undefined
        ? { host: at?.host ?? '127.0.0.1', port: at?.port ?? 27_017 }
        : { path: at.socketPath },
    );
    sockets.add(client).add(store);
    client.on('error', () => undefined);
    store.on('error', () => undefined);
    client.on('data', (chunk: Buffer) => {
      for (const command of commandsIn(chunk)) if (WRITES.has(command)) left -= 1;
      if (left >= 0) store.write(chunk);
      else onCut();
    });
    store.pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const connection = await mongoose
    .createConnection(`mongodb://${address}/?directConnection=true`, { dbName: to.name })
    .asPromise();
  return {
    connection,
    /** Lets nothing through from now on, as a network that swallows everything: connections stay open. */
    hang: (): void => {
      left = -1;
    },
    /** Settles when something is held back. */
    cut,
    /** Whether something was held back. */
    wasCut: (): boolean => left < 0,
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await connection.close(true);
    },
  };
}
