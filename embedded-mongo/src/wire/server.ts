import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { answer } from '../commands/commands.ts';
import type { CommandContext } from '../commands/context.ts';
import { type Message, MessageSplitter, parseMessage, withHead } from './messages.ts';

export type Address = { readonly path: string } | { readonly port: number };

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
    let last = Promise.resolve();
    let underWay = 0;
    socket.on('data', (chunk) => {
      // As in MongoDB, one after the other: a connection has no more under way than it waits for. Whoever waits for
      // each answer, as drivers do, is never stopped from sending, which would cost calls of the system each time.
      underWay += 1;
      if (underWay > 1) socket.pause();
      last = last.then(async () => {
        await this.serveAll(splitter, chunk, socket);
        underWay -= 1;
        if (underWay === 0 && socket.isPaused()) socket.resume();
      });
      // After bytes that are no message nothing that follows can be understood.
      last.catch(() => socket.destroy());
    });
    socket.on('close', () => this.connections.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  private async serveAll(splitter: MessageSplitter, chunk: Buffer, socket: Socket): Promise<void> {
    for (const bytes of splitter.add(chunk)) await this.serve(parseMessage(bytes), socket);
  }

  private async serve(message: Message, socket: Socket): Promise<void> {
    const reply = await answer(message, this.context);
    if (!message.wantsReply || socket.destroyed) return;
    socket.write(withHead(message, reply));
  }
}
