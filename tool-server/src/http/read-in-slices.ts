import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request's head, as a rule; or 340 chunks of single bytes, about a millisecond of work. */
const SLICE_BYTES = 2_048;
/** How long what connections have sent beyond their first slice may keep all others waiting, in one turn. */
const TURN_MS = 10;
interface Shared {
  /** Has an inlet step on when it is its turn. */
  wait: (inlet: Inlet) => void;
  /** Bytes that wait, of all connections. */
  held: number;
  /** How many may. */
  most: number;
}

/** What one connection has sent, on its way to the parser. */
class Inlet {
  private readonly waiting: (Buffer | null)[] = [];
  private held = 0;
  /** How much of what comes next is certainly of a body that says its length: it goes to the parser as it is. */
  private ofBody = 0;
  private sliceBytes = 0;
  private isAskedForMore = false;
  private readonly socket: Socket;
  private readonly shared: Shared;
  private readonly push: Socket['push'];
  private readonly read: Socket['_read'];

  constructor(socket: Socket, shared: Shared) {
    this.socket = socket;
    this.shared = shared;
    this.push = socket.push.bind(socket);
    this.read = socket._read.bind(socket);
  }

  /** Puts itself between the system and the parser. */
  open(): this {
    const { socket } = this;
    // Node gives its parser what it reads past us, unless somebody else listens.
    socket.on('data', () => undefined);
    socket.push = (piece: Buffer | null) => this.take(piece);
    // No more is read as long as something waits.
    socket._read = (size) => {
      if (this.waiting.length === 0) this.read(size);
      else this.isAskedForMore = true;
    };
    socket.on('resume', () => {
      if (this.waiting.length > 0) this.shared.wait(this);
    });
    socket.once('close', () => {
      this.waiting.length = 0;
      this.release();
    });
    return this;
  }

  /** Hears of a request that has begun in the slice that the parser has now. */
  begin({ headers }: IncomingMessage): void {
    this.ofBody = Math.max(0, Number(headers['content-length'] ?? 0) - this.sliceBytes);
  }

  /** Gives the parser its next slice, if it takes one; answers whether there is another. */
  step(): boolean {
    if (this.takesNone) return false;
    const piece = this.waiting.shift();
    if (piece !== undefined) this.give(piece);
    if (this.waiting.length > 0) return !this.takesNone;
    this.release();
    if (this.isAskedForMore) this.read(0);
    this.isAskedForMore = false;
    return false;
  }

  private get takesNone(): boolean {
    return this.socket.isPaused() || this.socket.destroyed;
  }

  /** Answers whether more may be read. */
  private take(piece: Buffer | null): boolean {
    const bytes = piece?.length ?? 0;
    this.waiting.push(piece);
    this.held += bytes;
    this.shared.held += bytes;
    const isMore = this.waiting.length === 1 && this.step();
    // Whoever sends no more than a slice is served while others fill the room.
    if (this.waiting.length > 0 && this.shared.held > this.shared.most) this.socket.destroy();
    else if (isMore) this.shared.wait(this);
    return this.waiting.length === 0;
  }

  private give(piece: Buffer | null): void {
    if (piece === null) {
      this.push(null);
      this.socket.read(0);
      return;
    }
    const slice = piece.subarray(0, Math.max(SLICE_BYTES, this.ofBody));
    if (slice.length < piece.length) this.waiting.unshift(piece.subarray(slice.length));
    this.sliceBytes = slice.length;
    this.ofBody = Math.max(0, this.ofBody - slice.length);
    this.push(slice);
  }

  private release(): void {
    this.shared.held -= this.held;
    this.held = 0;
  }
}

/** Inlets that have more, in turn: all of them together take no more than their part of a turn. */
function makeTurns(): (inlet: Inlet) => void {
  const queue = new Set<Inlet>();
  let isDue = false;
  function schedule(): void {
    if (isDue || queue.size === 0) return;
    isDue = true;
    setImmediate(takeTurn);
  }
  function takeTurn(): void {
    const until = performance.now() + TURN_MS;
    for (const inlet of queue) {
      queue.delete(inlet);
      if (inlet.step()) queue.add(inlet);
      if (performance.now() > until) break;
    }
    isDue = false;
    schedule();
  }
  return (inlet) => {
    queue.add(inlet);
    schedule();
  };
}

/**
 * Gives the parser of each connection what it has sent in slices: the first at once, the rest in turns in which others
 * are served, and nothing to a connection that is paused or closed meanwhile. Node would hand over all of a read, and
 * 64 KiB can be eleven thousand chunks of a body or two thousand requests: some 30 ms for each connection, whatever has
 * been refused on it since its first byte.
 * @param most bytes that may wait for their turn, of all connections together; who brings more is cut off
 */
export function readInSlices(server: Server, most: number): void {
  const shared: Shared = { wait: makeTurns(), held: 0, most };
  const inlets = new WeakMap<Socket, Inlet>();
  server.on('connection', (socket: Socket) => {
    if (!socket.destroyed) inlets.set(socket, new Inlet(socket, shared).open());
  });
  server.prependListener('request', (req: IncomingMessage) => {
    inlets.get(req.socket)?.begin(req);
  });
}
