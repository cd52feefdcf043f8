import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one command may keep the thread before others get a turn. */
const TURN_MILLISECONDS = 6;

/**
 * What a cursor wants of a scan at this moment. A scan that is told holds back what it has read beyond that, and reads
 * it again if anything was written before it is wanted.
 */
export interface Demand {
  /** How many more; 0 asks whether there are any. */
  wanted: number;
  /** There are some that are not wanted yet. */
  hasMore: boolean;
  /** Bytes in memory of those. */
  held: number;
}

export const makeDemand = (): Demand => ({ wanted: 0, hasMore: false, held: 0 });

/** Takes from chunks until there are `wanted` items or no more, letting others run in between. */
export class Puller<T> {
  private readonly chunks: Iterator<T[], void>;
  private readonly demand: Demand | undefined;
  private ahead: T[] = [];
  private exhausted = false;

  /** @param demand where the chunks are made on demand */
  constructor(chunks: Iterator<T[], void>, demand?: Demand) {
    this.chunks = chunks;
    this.demand = demand;
  }

  get done(): boolean {
    return this.exhausted && this.ahead.length === 0;
  }

  /** At most `wanted` items, fewer only at the end or where `weigh` says that one more would be too much. */
  async pull(wanted: number, weigh?: (item: T) => number, enough = Number.POSITIVE_INFINITY): Promise<T[]> {
    const items: T[] = [];
    let weight = 0;
    let turn = performance.now();
    for (;;) {
      const [next] = this.ahead;
      const isRoom = next === undefined || items.length === 0 || weight + (weigh?.(next) ?? 0) <= enough;
      const wantsMore = items.length < wanted && isRoom;
      if (wantsMore && next !== undefined) {
        this.ahead.shift();
        items.push(next);
        weight += weigh?.(next) ?? 0;
        continue;
      }
      // One look ahead, so that a cursor with nothing left is not kept for one more empty batch.
      const isMoreKnown = this.ahead.length > 0 || this.demand?.hasMore === true;
      if (this.exhausted || (!wantsMore && isMoreKnown)) return items;
      this.advance(wantsMore ? wanted - items.length : 0);
      if (performance.now() - turn > TURN_MILLISECONDS) {
        await nextTurn();
        turn = performance.now();
      }
    }
  }

  /** What has been read and not been asked for. */
  weightAhead(weigh: (item: T) => number): number {
    return this.ahead.reduce((sum, item) => sum + weigh(item), this.demand?.held ?? 0);
  }

  /** Gives up what is left, and with it whatever memory it holds. */
  close(): void {
    this.exhausted = true;
    this.ahead = [];
    this.chunks.return?.();
  }

  private advance(wanted: number): void {
    if (this.demand) Object.assign(this.demand, { wanted, hasMore: false, held: 0 });
    const { done, value } = this.chunks.next();
    if (done) this.exhausted = true;
    else this.ahead = value;
  }
}

/** Runs a counting generator to its end, letting others run in between. */
export async function runYielding<T>(steps: Generator<undefined, T>): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - turn > TURN_MILLISECONDS) {
      await nextTurn();
      turn = performance.now();
    }
  }
}
