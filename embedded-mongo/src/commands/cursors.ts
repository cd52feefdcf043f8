import { randomInt } from 'node:crypto';
import { CommandError } from '../errors.ts';
import { Puller } from '../query/yielding.ts';
import { cursorReply } from '../wire/cursor-reply.ts';

interface Cursor {
  readonly ns: string;
  readonly puller: Puller<Buffer>;
  usedAt: number;
  busy: boolean;
}

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const SWEEP_MILLISECONDS = 60 * 1000;
const BATCH_BYTES = 16 * 1024 * 1024;
const FIRST_BATCH = 101;

const sizeOf = (doc: Buffer): number => doc.length;

/** Cursors that clients have not read to their end. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private readonly sweeper = setInterval(() => this.expire(), SWEEP_MILLISECONDS);
  private last = BigInt(randomInt(2 ** 40));

  constructor() {
    this.sweeper.unref();
  }

  /** The first batch; what is left after it stays open under an id. */
  async start(
    ns: string,
    chunks: Iterator<Buffer[], void>,
    batchSize = FIRST_BATCH,
    single = false,
  ): Promise<Buffer> {
    const puller = new Puller(chunks);
    const batch = batchSize === 0 ? [] : await puller.pull(batchSize, sizeOf, BATCH_BYTES);
    if (puller.done || single) return cursorReply(ns, 0n, true, batch);
    this.last += BigInt(randomInt(1, 1000));
    this.open.set(this.last, { ns, puller, usedAt: Date.now(), busy: false });
    return cursorReply(ns, this.last, true, batch);
  }

  async more(id: bigint, ns: string, batchSize = Number.MAX_SAFE_INTEGER): Promise<Buffer> {
    const cursor = this.open.get(id);
    if (cursor?.ns !== ns) throw new CommandError(43, `cursor id ${id.toString()} not found`);
    if (cursor.busy) throw new CommandError(12051, `cursor id ${id.toString()} is already in use`);
    cursor.busy = true;
    try {
      const batch = await cursor.puller.pull(batchSize, sizeOf, BATCH_BYTES);
      if (cursor.puller.done) this.open.delete(id);
      return cursorReply(ns, cursor.puller.done ? 0n : id, false, batch);
    } catch (error) {
      this.open.delete(id);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.usedAt = Date.now();
    }
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  close(): void {
    clearInterval(this.sweeper);
    this.open.clear();
  }

  private expire(): void {
    const before = Date.now() - IDLE_MILLISECONDS;
    for (const [id, cursor] of this.open) if (!cursor.busy && cursor.usedAt < before) this.open.delete(id);
  }
}
