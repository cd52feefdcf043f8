import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one command may keep the thread before others get a turn. */
const TURN_MILLISECONDS = 6;

/** Takes from chunks until there are `wanted` items or no more, letting others run in between. */
export class Puller<T> {
  private readonly chunks: Iterator<T[], void>;
  private ahead: T[] = [];
  private exhausted = false;

  constructor(chunks: Iterator<T[], void>) {
    this.chunks = chunks;
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
      if (this.exhausted || (!wantsMore && this.ahead.length > 0)) return items;
      this.advance();
      if (performance.now() - turn > TURN_MILLISECONDS) {
        await nextTurn();
        turn = performance.now();
      }
    }
  }

  /** What has been read and not been asked for. */
  weightAhead(weigh: (item: T) => number): number {
    return this.ahead.reduce((sum, item) => sum + weigh(item), 0);
  }

  /** Gives up what is left, and with it whatever memory it holds. */
  close(): void {
    this.exhausted = true;
    this.ahead = [];
    this.chunks.return?.();
  }

  private advance(): void {
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
