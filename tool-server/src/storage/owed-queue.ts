import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeHandOver } from './hand-over.ts';
import type { Owed } from './owed-work.ts';

/** Longer than any handler takes; after it another worker may try. Handlers are idempotent. */
export const LEASE_MS = 20_000;

/** How long a piece waits for others that come meanwhile: all are carried out together, each step by one command. */
const GATHER_MS = 100;

/** Documents in memory at the most: what comes beyond waits in the store, due at once. */
const MOST_HANDED = 256;

/** A document that owes work, whatever else it holds. */
interface Owing {
  _id: unknown;
  owed: Owed[];
}

export type OwingSource = Model<Owing>;

/** A collection whose documents may owe work. */
export const owingSource = <T extends { owed?: Owed[] }>(model: Model<T>): OwingSource =>
  model as unknown as OwingSource;

/** Documents looked at in each collection at the most: a backlog beyond is one all the same. */
const MOST_COUNTED = 1_000;

/** Pieces of work of a kind that documents owe, whether due or not; `failing`: those that were tried in vain. */
export type OwedCounts = Record<string, { waiting: number; failing: number }>;

export async function countOwed(
  sources: readonly OwingSource[],
  kinds: readonly string[],
): Promise<OwedCounts> {
  const counts: OwedCounts = Object.fromEntries(kinds.map((kind) => [kind, { waiting: 0, failing: 0 }]));
  for (const { collection } of sources) {
    const owing = collection.find<Pick<Owing, 'owed'>>(
      { 'owed.due': { $gte: new Date(0) } },
      { projection: { 'owed.kind': 1, 'owed.reason': 1 }, limit: MOST_COUNTED },
    );
    for await (const { owed } of owing)
      for (const { kind, reason } of owed) {
        const count = (counts[kind] ??= { waiting: 0, failing: 0 });
        count.waiting += 1;
        if (reason !== undefined) count.failing += 1;
      }
  }
  return counts;
}

/** Work of one document that this process holds the lease of; `tries` are those before. */
export interface HeldWork {
  source: OwingSource;
  document: Owing;
  owed: Owed[];
}

/**
 * The short way from whoever comes to owe work to the worker of the same process, without a look into the
 * store: the work is stored leased, and handed over with its document once that is stored. Should the process
 * die, the lease runs out and any worker finds the work. It is handed over in rounds, ten in a second while there is
 * any: nobody waits for it, and what is worked off side by side costs the store a fraction.
 */
export function makeOwedQueue({ clock }: { clock: Clock }) {
  const handOver = makeHandOver<HeldWork & { round: number }>({
    most: MOST_HANDED,
    isHeld: ({ owed }) => owed.every(({ due }) => due > clock.now()),
  });
  /** Rounds before this one may be taken. */
  let round = 0;
  let coming = 0;
  let timer: NodeJS.Timeout | undefined;
  let onHanded: (pieces: number) => void = () => undefined;

  function open(): void {
    clearTimeout(timer);
    timer = undefined;
    round += 1;
    onHanded(coming);
    coming = 0;
  }

  return {
    /** What a document is about to owe, as it is to be stored: leased while there is room to hand it over. */
    lease(owed: Owed[]): Owed[] {
      if (!handOver.hasRoom()) return owed;
      const due = new Date(clock.now().getTime() + LEASE_MS);
      return owed.map((item) => ({ ...item, due, tries: item.tries + 1 }));
    },

    /** The document is stored: what it owes by `lease` may be carried out. */
    hand<T extends { _id: unknown; owed: Owed[] }>(source: Model<T>, document: T, owed: Owed[]): void {
      const now = clock.now();
      const leased = owed.filter(({ due }) => due > now).map((item) => ({ ...item, tries: item.tries - 1 }));
      if (leased.length > 0) handOver.add({ source: owingSource(source), document, owed: leased, round });
      coming += 1;
      timer ??= setTimeout(open, GATHER_MS).unref();
    },

    /** Lets all that has come be taken at once. */
    open,

    /** The next piece; one whose lease ran out while it waited is left to whoever finds it in the store. */
    take(): HeldWork | undefined {
      handOver.takeStale();
      return handOver.take((piece) => piece.round < round);
    },

    /** Says whom to tell of work, and how much there is. */
    listen(listener: (pieces: number) => void): void {
      onHanded = listener;
    },
  };
}

export type OwedQueue = ReturnType<typeof makeOwedQueue>;
