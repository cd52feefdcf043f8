import { randomInt } from 'node:crypto';
import { CommandError } from '../errors.ts';
import type { Memory, MemoryClaim } from '../memory.ts';
import { OBJECT_BYTES } from '../memory.ts';
import type { TimeLimit } from '../query/time-limit.ts';
import { type Demand, Puller } from '../query/yielding.ts';
import { cursorReply } from '../wire/cursor-reply.ts';

interface Cursor {
  readonly ns: string;
  readonly puller: Puller<Buffer>;
  readonly timeLimit: TimeLimit | undefined;
  /** What it has read ahead. */
  readonly claim: MemoryClaim;
  usedAt: number;
  busy: boolean;
}

export interface CursorOptions {
  /** Documents of the first batch. */
  readonly batchSize?: number | undefined;
  /** What does not fit the first batch is not wanted. */
  readonly single?: boolean;
  readonly timeLimit?: TimeLimit | undefined;
  /** Where its documents are read on demand. */
  readonly demand?: Demand;
}

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const SWEEP_MILLISECONDS = 60 * 1000;
const BATCH_BYTES = 16 * 1024 * 1024;
const FIRST_BATCH = 101;
/** A cursor besides the documents it holds. */
const CURSOR_BYTES = 4096;

const sizeOf = (doc: Buffer): number => doc.length;

/** Cursors that clients have not read to their end. */
export class Cursors {
  private readonly memory: Memory;
  private readonly open = new Map<bigint, Cursor>();
  private readonly sweeper = setInterval(() => this.expire(), SWEEP_MILLISECONDS);
  private last = BigInt(randomInt(2 ** 40));

  constructor(memory: Memory) {
    this.memory = memory;
    this.sweeper.unref();
  }

  /** The first batch; what is left after it stays open under an id. */
  async start(
    ns: string,
    chunks: Iterator<Buffer[], void>,
    { batchSize = FIRST_BATCH, single = false, timeLimit, demand }: CursorOptions = {},
  ): Promise<Buffer> {
    const puller = new Puller(chunks, demand);
    const batch = batchSize === 0 ? [] : await puller.pull(batchSize, sizeOf, BATCH_BYTES);
    if (puller.done || single) {
      puller.close();
      return cursorReply(ns, 0n, true, batch);
    }
    const claim = this.memory.claim('A cursor');
    const cursor = { ns, puller, timeLimit, claim, usedAt: Date.now(), busy: false };
    this.last += BigInt(randomInt(1, 1000));
    this.open.set(this.last, cursor);
    this.rest(this.last, cursor);
    return cursorReply(ns, this.last, true, batch);
  }

  async more(id: bigint, ns: string, batchSize = Number.MAX_SAFE_INTEGER): Promise<Buffer> {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id.toString()} not found`);
    if (cursor.ns !== ns)
      throw new CommandError(
        13,
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    if (cursor.busy) throw new CommandError(12051, `cursor id ${id.toString()} is already in use`);
    cursor.busy = true;
    cursor.timeLimit?.resume();
    try {
      const batch = await cursor.puller.pull(batchSize, sizeOf, BATCH_BYTES);
      if (cursor.puller.done) this.kill(id);
      else this.rest(id, cursor);
      return cursorReply(ns, cursor.puller.done ? 0n : id, false, batch);
    } catch (error) {
      this.kill(id);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.usedAt = Date.now();
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    cursor?.claim.release();
    cursor?.puller.close();
    return this.open.delete(id);
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const id of this.open.keys()) this.kill(id);
  }

  /** Between batches a cursor holds what it read ahead, and its time stands still. */
  private rest(id: bigint, cursor: Cursor): void {
    cursor.timeLimit?.pause();
    cursor.claim.release();
    try {
      cursor.claim.hold(CURSOR_BYTES + cursor.puller.weightAhead((doc) => doc.length + OBJECT_BYTES));
    } catch (error) {
      this.kill(id);
      throw error;
    }
  }

  private expire(): void {
    const before = Date.now() - IDLE_MILLISECONDS;
    for (const [id, cursor] of this.open) if (!cursor.busy && cursor.usedAt < before) this.kill(id);
  }
}
