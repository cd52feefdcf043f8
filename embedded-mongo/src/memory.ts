import { getHeapStatistics } from 'node:v8';
import { CommandError } from './errors.ts';

const MEBIBYTE = 1024 * 1024;

/** What one sort, one group and the like may hold, as in MongoDB. */
const LARGEST_CLAIM = 100 * MEBIBYTE;

/**
 * What the store may hold for all of them at once: a quarter of the thread's heap, which leaves room for what is
 * counted too low, and no more than 256 MiB.
 */
const defaultLimit = (): number => Math.min(256 * MEBIBYTE, getHeapStatistics().heap_size_limit / 4);

/**
 * Counts what running commands and open cursors keep in memory, all together: four large sorts at once are four times
 * as large as one. Who would exceed what there is gets an error; the thread never runs out of memory.
 */
export class Memory {
  private readonly limit: number;
  private used = 0;

  /** @param limit bytes for everything that is held at once */
  constructor(limit = defaultLimit()) {
    this.limit = limit;
  }

  /** Bytes held at this moment. */
  get held(): number {
    return this.used;
  }

  /** @param what as the error names it */
  claim(what: string): MemoryClaim {
    return new MemoryClaim(this, what);
  }

  /** For claims alone. */
  add(bytes: number, what: string): void {
    if (bytes > 0 && this.used + bytes > this.limit) {
      throw new CommandError(
        292,
        `${what} exceeded the memory that the embedded store has for all running commands (${this.limit} bytes): an index or a limit is needed`,
      );
    }
    this.used += bytes;
  }
}

/** What one consumer holds. Whoever makes a claim releases it when the last of it is gone. */
export class MemoryClaim {
  private readonly memory: Memory;
  private readonly what: string;
  private bytes = 0;

  constructor(memory: Memory, what: string) {
    this.memory = memory;
    this.what = what;
  }

  /** Counts bytes as held from now on; a negative number gives some back. */
  hold(bytes: number): void {
    if (this.bytes + bytes > LARGEST_CLAIM) {
      throw new CommandError(
        292,
        `${this.what} exceeded memory limit of ${LARGEST_CLAIM} bytes: an index or a limit is needed`,
      );
    }
    this.memory.add(bytes, this.what);
    this.bytes += bytes;
  }

  release(): void {
    this.memory.add(-this.bytes, this.what);
    this.bytes = 0;
  }
}

/** A Buffer or an entry of a map, besides the bytes it holds: measured with 200,000 of them on Node 20, rounded up. */
export const OBJECT_BYTES = 200;

/** About what a value takes in memory: JavaScript's objects, not BSON's bytes. */
export function sizeInMemory(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 8 + sizeInMemory(each), 32);
  if (value instanceof Uint8Array) return OBJECT_BYTES + value.length;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 96;
  return Object.values(value).reduce<number>((sum, each) => sum + 24 + sizeInMemory(each), 64);
}
