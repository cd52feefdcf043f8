import { connect, type Socket } from 'node:net';
import { decodePlain, encode } from '../bson/codec.ts';
import { type BsonDocument, describe, isArray, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Address } from './server.ts';
import { HEADER_BYTES, MessageSplitter, OP_MSG } from './messages.ts';

interface Documents {
  readonly name: string;
  readonly docs: readonly Uint8Array[];
}

function encodeMessage(requestId: number, body: Buffer, documents: Documents | undefined): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(HEADER_BYTES + 5), body];
  if (documents) {
    const name = Buffer.from(`${documents.name}\0`);
    const size = 4 + name.length + documents.docs.reduce((sum, { length }) => sum + length, 0);
    const head = Buffer.alloc(5);
    head[0] = 1;
    head.writeInt32LE(size, 1);
    parts.push(head, name, ...documents.docs);
  }
  const message = Buffer.concat(parts);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(requestId, 4);
  message.writeInt32LE(OP_MSG, 12);
  return message;
}

/** The code of a reply that reports a failure: of the command, or of the first document that it could not write. */
function codeOf({ code, writeErrors }: BsonDocument): number {
  const first: unknown = isArray(writeErrors) ? writeErrors[0] : undefined;
  return Number(code ?? (isDocument(first) ? first['code'] : undefined) ?? 1);
}

/** As much of a driver as backup and restoring need: one connection, one command at a time. */
export class WireClient {
  private readonly socket: Socket;
  private readonly splitter = new MessageSplitter();
  private waiting: { resolve: (reply: BsonDocument) => void; reject: (error: Error) => void } | undefined;
  private lastRequest = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      for (const message of this.splitter.add(chunk)) {
        this.waiting?.resolve(decodePlain(message.subarray(HEADER_BYTES + 5)));
      }
    });
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the store closed the connection')));
  }

  static connect(address: Address): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(
        'path' in address ? { path: address.path } : { port: address.port, host: '127.0.0.1' },
      );
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new WireClient(socket));
      });
    });
  }

  /** The reply to a command; one that reports a failure of any kind is thrown. */
  async run(db: string, command: BsonDocument, documents?: Documents): Promise<BsonDocument> {
    const body = encode({ ...command, $db: db });
    const reply = await new Promise<BsonDocument>((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(encodeMessage(++this.lastRequest, body, documents));
    });
    if (reply['ok'] !== 1 || reply['writeErrors'] !== undefined) {
      throw new CommandError(
        codeOf(reply),
        `${Object.keys(command)[0] ?? 'command'} failed: ${describe(reply['errmsg'] ?? reply['writeErrors'])}`,
      );
    }
    return reply;
  }

  close(): void {
    this.socket.destroy();
  }
}
