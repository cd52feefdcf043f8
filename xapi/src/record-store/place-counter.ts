import { afterTime, beforeTime, PLACES, positionOf } from './position.ts';

/** Hands out the places of one term, in order, at the time of a clock that may stand still or step back. */
export class PlaceCounter {
  readonly term: number;
  private time: number;
  private used = 0;
  private lastPosition = '';

  /** @param floor milliseconds before which no place may be */
  constructor(term: number, floor: number) {
    this.term = term;
    this.time = floor;
  }

  /** So many places in a row, all of one millisecond. */
  take(now: number, count: number): { time: number; positions: string[] } {
    this.moveTo(now);
    if (this.used + count > PLACES) this.moveTo(this.time + 1);
    const { time, term, used } = this;
    const positions = Array.from({ length: count }, (_, i) => positionOf(time, term, used + i));
    this.used += count;
    this.lastPosition = positions.at(-1) ?? this.lastPosition;
    return { time, positions };
  }

  /** At or before every place still to be handed out. */
  next(now: number): string {
    if (now > this.time) return beforeTime(now);
    return this.used < PLACES ? positionOf(this.time, this.term, this.used) : afterTime(this.time);
  }

  /** The last place handed out; empty before the first. */
  get last(): string {
    return this.lastPosition;
  }

  private moveTo(time: number): void {
    if (time <= this.time) return;
    this.time = time;
    this.used = 0;
  }
}
