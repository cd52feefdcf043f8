import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import mongoose, { type Connection } from 'mongoose';

/** Commands that change something. */
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'create', 'drop', 'dropIndexes']);
const NAME_AT = 26;

interface Command {
  name: string;
  /** What it is about, where that is a collection. */
  collection: string | undefined;
}

/** The commands in a message of MongoDB's wire protocol (OP_MSG, its first section the body). */
function* commandsIn(chunk: Buffer): Generator<Command> {
  for (let at = 0; at + NAME_AT < chunk.length; at += Math.max(16, chunk.readInt32LE(at))) {
    const nameEnd = chunk.indexOf(0, at + NAME_AT);
    const isText = chunk[at + NAME_AT - 1] === 0x02;
    yield {
      name: chunk.subarray(at + NAME_AT, nameEnd).toString('latin1'),
      collection: isText ? chunk.subarray(nameEnd + 5, chunk.indexOf(0, nameEnd + 5)).toString() : undefined,
    };
  }
}

/** A connection to a database through which commands go only where they are let. */
async function connectionThrough(to: Connection, lets: (commands: Command[]) => boolean) {
  const [at] = to.getClient().options.hosts;
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
      if (lets([...commandsIn(chunk)])) store.write(chunk);
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
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await connection.close(true);
    },
  };
}

/**
 * A connection to a database that is gone for good once so many writes have gone through, as that of a process that
 * is killed: what comes after never arrives.
 */
export async function connectionOfWrites(to: Connection, most: number) {
  let left = most;
  let onCut = (): void => undefined;
  const cut = new Promise<void>((resolve) => (onCut = resolve));
  const through = await connectionThrough(to, (commands) => {
    for (const { name } of commands) if (WRITES.has(name)) left -= 1;
    if (left < 0) onCut();
    return left >= 0;
  });
  return {
    ...through,
    /** Lets nothing through from now on, as a network that swallows everything: connections stay open. */
    hang: (): void => {
      left = -1;
    },
    /** Settles when something is held back. */
    cut,
    /** Whether something was held back. */
    wasCut: (): boolean => left < 0,
  };
}

/**
 * Works over a connection that is gone for good once so many writes have gone through; answers whether it was cut off.
 * What fails of the work once it is cut off is nobody's concern, as nobody hears of it from a process that is killed.
 */
export async function workUntilCut(
  to: Connection,
  writes: number,
  work: (connection: Connection) => Promise<unknown>,
): Promise<boolean> {
  const dying = await connectionOfWrites(to, writes);
  const outcome = work(dying.connection).catch(() => undefined);
  await Promise.race([outcome, dying.cut]);
  const wasCut = dying.wasCut();
  await dying.close();
  await outcome;
  return wasCut;
}

/** A connection to a database that tells which commands about a collection went through. */
export async function connectionThatTells(to: Connection, of: string) {
  let told: string[] = [];
  const through = await connectionThrough(to, (commands) => {
    told.push(...commands.filter(({ collection }) => collection === of).map(({ name }) => name));
    return true;
  });
  return {
    ...through,
    /** The commands since the last time. */
    commands: (): string[] => {
      const commands = told;
      told = [];
      return commands;
    },
  };
}
