import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { answer } from '../commands/commands.ts';
import type { CommandContext } from '../commands/context.ts';
import { HEADER_BYTES, MAX_MESSAGE_BYTES, type Message, parseMessage, replyHead } from './messages.ts';

export type Address = { readonly path: string } | { readonly port: number };

/** Cuts a stream of bytes into messages. */
class MessageSplitter {
  private chunks: Buffer[] = [];
  private size = 0;

  add(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (let next = this.next(); next; next = this.next()) messages.push(next);
    return messages;
  }

  private next(): Buffer | undefined {
    const [first] = this.chunks;
    if (!first || this.size < 4) return undefined;
    const length = (first.length < 4 ? this.joined() : first).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes`);
    if (this.size < length) return undefined;
    const all = this.joined();
    this.size -= length;
    this.chunks = this.size > 0 ? [all.subarray(length)] : [];
    return all.subarray(0, length);
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    const all = first && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}

/** Serves the wire protocol on a socket. */
export class WireServer {
  private readonly context: CommandContext;
  private readonly server: Server;
  private readonly connections = new Set<Socket>();

  constructor(context: CommandContext) {
    this.context = context;
    this.server = createServer((socket) => this.accept(socket));
  }

  async listen(address: Address): Promise<Address> {
    if ('path' in address) await rm(address.path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      const done = (): void => {
        this.server.off('error', reject);
        resolve();
      };
      if ('path' in address) this.server.listen(address.path, done);
      else this.server.listen(address.port, '127.0.0.1', done);
    });
    if ('path' in address) {
      // Whoever may connect may read everything: the owner alone.
      await chmod(address.path, 0o600);
      return address;
    }
    const bound = this.server.address();
    return { port: typeof bound === 'object' && bound ? bound.port : address.port };
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    for (const socket of this.connections) socket.destroy();
    await closed;
  }

  private accept(socket: Socket): void {
    const splitter = new MessageSplitter();
    this.connections.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      try {
        for (const bytes of splitter.add(chunk)) void this.serve(parseMessage(bytes), socket);
      } catch {
        // After bytes that are no message nothing that follows can be understood.
        socket.destroy();
      }
    });
    socket.on('close', () => this.connections.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  private async serve(message: Message, socket: Socket): Promise<void> {
    const reply = await answer(message, this.context);
    if (!message.wantsReply || socket.destroyed) return;
    socket.cork();
    socket.write(replyHead(message, reply.length));
    socket.write(reply);
    socket.uncork();
  }
}
