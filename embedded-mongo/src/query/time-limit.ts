import { CommandError } from '../errors.ts';

/**
 * A command's `maxTimeMS`. A cursor's limit spans all of its batches, without the time between them.
 * @see https://www.mongodb.com/docs/manual/reference/method/cursor.maxTimeMS/
 */
export class TimeLimit {
  private leftMs: number;
  private since: number | undefined = performance.now();

  constructor(milliseconds: number) {
    this.leftMs = milliseconds;
  }

  /** @throws CommandError MaxTimeMSExpired when the time is used up */
  check(): void {
    const running = this.since === undefined ? 0 : performance.now() - this.since;
    if (running > this.leftMs) throw new CommandError(50, 'operation exceeded time limit');
  }

  pause(): void {
    if (this.since !== undefined) this.leftMs -= performance.now() - this.since;
    this.since = undefined;
  }

  resume(): void {
    this.since ??= performance.now();
  }
}
