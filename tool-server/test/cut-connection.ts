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

const HEADER = 16;
const REPLY_TO_AT = 8;

/** Hands on whole messages of MongoDB's wire protocol, however the stream is cut into chunks. */
function makeCutter(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let kept = Buffer.alloc(0);
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= HEADER && kept.length >= kept.readInt32LE(0)) {
      const message = kept.subarray(0, kept.readInt32LE(0));
      kept = kept.subarray(message.length);
      onMessage(message);
    }
  };
}

/** The command of a message (OP_MSG, its first section the body). */
function commandIn(message: Buffer): Command {
  const nameEnd = message.indexOf(0, NAME_AT);
  const isText = message[NAME_AT - 1] === 0x02;
  return {
    name: message.subarray(NAME_AT, nameEnd).toString('latin1'),
    collection: isText
      ? message.subarray(nameEnd + 5, message.indexOf(0, nameEnd + 5)).toString()
      : undefined,
  };
}

/** What a store has been asked and has not answered yet. */
function makeUnanswered() {
  const unanswered = new Set<number>();
  let onAnswer = (): void => undefined;
  const answered = (...ids: number[]): void => {
    for (const id of ids) unanswered.delete(id);
    if (unanswered.size === 0) onAnswer();
  };
  return {
    asked: (message: Buffer): number => {
      const id = message.readInt32LE(4);
      unanswered.add(id);
      return id;
    },
    answered,
    /** Settles once everything is answered. */
    none: (): Promise<void> =>
      new Promise((resolve) => {
        onAnswer = resolve;
        answered();
      }),
  };
}

/** A connection to a database through which commands go only where they are let. */
async function connectionThrough(to: Connection, lets: (command: Command) => boolean) {
  const [at] = to.getClient().options.hosts;
  const sockets = new Set<Socket>();
  const unanswered = makeUnanswered();
  const proxy = createServer((client) => {
    const store = connect(
      at?.socketPath === undefined
        ? { host: at?.host ?? '127.0.0.1', port: at?.port ?? 27_017 }
        : { path: at.socketPath },
    );
    sockets.add(client).add(store);
    const asked: number[] = [];
    const onMessage = makeCutter((message) => {
      if (!lets(commandIn(message))) return;
      asked.push(unanswered.asked(message));
      store.write(message);
    });
    const onReply = makeCutter((message) => unanswered.answered(message.readInt32LE(REPLY_TO_AT)));
    client.on('error', () => undefined).on('data', onMessage);
    store
      .on('error', () => undefined)
      .on('close', () => unanswered.answered(...asked))
      .on('data', onReply)
      .pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const connection = await mongoose
    .createConnection(`mongodb://${address}/?directConnection=true`, { dbName: to.name })
    .asPromise();
  return {
    connection,
    /** Breaks off, once the store has carried out what went through: it would do so at any time after, else. */
    close: async (): Promise<void> => {
      await unanswered.none();
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
  const through = await connectionThrough(to, ({ name }) => {
    if (WRITES.has(name)) left -= 1;
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
  const through = await connectionThrough(to, ({ name, collection }) => {
    if (collection === of) told.push(name);
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
