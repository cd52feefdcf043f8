import { setTimeout as sleep } from 'node:timers/promises';
import { PlaceCounter } from './place-counter.ts';
import { beforeTime, behind, timeOf } from './position.ts';
import type { WriterRegistry } from './writer-registry.ts';
import type { Writer, Writers } from './writers.model.ts';

/** How often a writer says where it is. */
const BEAT_MS = 250;
/** A writer that stored nothing for so long leaves. */
const IDLE_MS = 10_000;
/** How far a writer's own view of the horizon may be ahead of what it last said; who joins begins behind that. */
const LEAD_MS = 500;
/** After so long a silence a writer counts as dead. */
const LEASE_MS = 5_000;
/** How old a view of the writers may be for a process that stores nothing itself. */
const VIEW_MS = 100;
/** How far the clocks of several machines may differ. */
const SKEW_MS = 1_000;

/** Places handed out for statements that are being stored. */
export interface Ticket {
  time: number;
  positions: string[];
}

/** A moment by the monotonic clock, and by the one that times of storing are made of. */
interface Moment {
  at: number;
  time: number;
}

interface Era {
  token: string;
  places: PlaceCounter;
  /** Where it last said it was, and when by the monotonic clock. */
  mark: string;
  confirmedAt: number;
  usedAt: number;
  underWay: Set<Ticket>;
}

interface Deps {
  registry: WriterRegistry;
  clock: { now(): Date };
  /** Whether the database can be asked; a timer must not open a closed connection anew. */
  isConnected: () => boolean;
  /** Puts right what a dead writer left half done, from its mark on; answers the last of its positions. */
  recover: (writer: Writer) => Promise<string>;
}

const least = (positions: readonly string[]): string | undefined =>
  positions.reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);

/**
 * The order in which statements are stored, and how far it is settled. Positions are made of the time of storing, and
 * whoever reads on in their order must not miss one that appears later behind what was read. So each process that
 * stores says, four times a second, from where on it will store (its mark), and nobody reads on beyond the least mark:
 * the horizon. A process that joins begins behind whatever anybody who does not know of it yet may take for the
 * horizon; one that falls silent is fenced off, and what it left half done is put right before the horizon passes.
 */
export class Horizon {
  private readonly deps: Deps;
  private era: Era | undefined;
  private joining: Promise<Era> | undefined;
  private leaving: Promise<void> = Promise.resolve();
  private view: { writers: Writers; seen: Moment } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private burying: Promise<void> | undefined;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** Hands out places; `end` has to be called once the statements are stored, or not. */
  async begin(count: number): Promise<Ticket> {
    const era = this.era ?? (await (this.joining ??= this.join()));
    const ticket = era.places.take(this.now(), count);
    era.underWay.add(ticket);
    era.usedAt = performance.now();
    return ticket;
  }

  /** False when this process was taken for dead meanwhile: readers may have passed these places. */
  async end(ticket: Ticket): Promise<boolean> {
    const { era } = this;
    if (!era?.underWay.has(ticket)) return false;
    if (performance.now() - era.confirmedAt > LEASE_MS / 2) await this.beat(era);
    era.underWay.delete(ticket);
    return era === this.era;
  }

  /** Falls silent, for nobody knows what of its work is done: it will be put right as a dead writer's. */
  abandon(): void {
    clearInterval(this.timer);
    this.era = undefined;
    this.view = undefined;
  }

  /** Everything before this position is stored, or never will be. */
  async position(): Promise<string> {
    const own = this.era && [this.ownBound(this.era)];
    const { writers, last } = await this.look();
    const others = Object.keys(writers).filter((token) => token !== this.era?.token);
    return least([...others.map((token) => writers[token]?.mark ?? ''), ...(own ?? [])]) ?? behind(last);
  }

  /** The time before which everything stored can be found. */
  async time(): Promise<Date> {
    const now = this.now();
    const position = await this.position();
    const { writers, hosts } = await this.look();
    // Where nobody stores, somebody may have begun to since it was looked.
    const latest = Object.keys(writers).length > 0 ? timeOf(position) : (this.view?.seen.time ?? 0);
    const settled = Math.min(latest, now);
    return new Date(hosts.length > 1 ? Math.min(settled, now - SKEW_MS) : settled);
  }

  /** Leaves, once nothing is under way. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    if (this.era && this.era.underWay.size === 0) this.leave(this.era);
    await this.leaving;
  }

  private now(): number {
    return this.deps.clock.now().getTime();
  }

  private moment(): Moment {
    return { at: performance.now(), time: this.now() };
  }

  /** At or before all that this process has under way or will ever store. */
  private exactBound({ places, underWay }: Era): string {
    return least([...underWay].map(({ positions }) => positions[0] ?? '')) ?? places.next(this.now());
  }

  private ownBound(era: Era): string {
    return least([this.exactBound(era), beforeTime(timeOf(era.mark) + LEAD_MS)]) ?? '';
  }

  private async look(): Promise<Writers> {
    const age = this.view ? performance.now() - this.view.seen.at : Infinity;
    // A writer's view comes anew with each beat.
    if (this.view && age < (this.era ? 2 * BEAT_MS : VIEW_MS)) return this.view.writers;
    const seen = this.moment();
    const writers = await this.deps.registry.look();
    this.see(writers, seen);
    return writers;
  }

  private see(writers: Writers, seen: Moment): void {
    this.view = { writers, seen };
    const dead = Object.entries(writers.writers).filter(
      ([token, { beat }]) => token !== this.era?.token && this.now() - beat > LEASE_MS,
    );
    if (dead.length === 0) return;
    this.burying ??= this.bury(dead)
      // Who looks next tries again.
      .catch(() => undefined)
      .finally(() => (this.burying = undefined));
  }

  private async bury(dead: [string, Writer][]): Promise<void> {
    const { registry, recover } = this.deps;
    for (const [token, writer] of dead) {
      if (!(await registry.fence(token, writer))) continue;
      await registry.leave(token, await recover(writer));
    }
  }

  private async join(): Promise<Era> {
    try {
      await this.leaving;
      const mark = beforeTime(this.now());
      const { token, term, writers } = await this.deps.registry.join(mark);
      const others = Object.entries(writers.writers).filter(([other]) => other !== token);
      const passed = others.map(([, writer]) => timeOf(writer.mark) + LEAD_MS);
      const floor = Math.max(timeOf(mark), writers.last === '' ? 0 : timeOf(writers.last), ...passed);
      // Better a little late than a time of storing that has not come yet.
      const early = floor - this.now();
      if (early > 0) await sleep(Math.min(early, LEAD_MS));
      const places = new PlaceCounter(term, floor);
      const seen = this.moment();
      const { at } = seen;
      const era: Era = { token, places, mark, confirmedAt: at, usedAt: at, underWay: new Set() };
      this.era = era;
      this.see(writers, seen);
      this.timer = setInterval(() => this.tick(era), BEAT_MS);
      this.timer.unref();
      return era;
    } finally {
      this.joining = undefined;
    }
  }

  private tick(era: Era): void {
    if (era !== this.era || !this.deps.isConnected()) clearInterval(this.timer);
    else if (era.underWay.size === 0 && performance.now() - era.usedAt > IDLE_MS) this.leave(era);
    // A beat that fails is made up for by the next, or the writer counts as dead.
    else void this.beat(era).catch(() => undefined);
  }

  private async beat(era: Era): Promise<void> {
    const mark = this.exactBound(era);
    const seen = this.moment();
    const writers = await this.deps.registry.beat(era.token, mark);
    if (!writers) {
      if (this.era === era) this.era = undefined;
      return;
    }
    era.mark = mark;
    era.confirmedAt = seen.at;
    this.see(writers, seen);
  }

  private leave(era: Era): void {
    this.abandon();
    if (!this.deps.isConnected()) return;
    // Who cannot say good-bye counts as dead after a while.
    this.leaving = this.deps.registry.leave(era.token, era.places.last).catch(() => undefined);
  }
}
