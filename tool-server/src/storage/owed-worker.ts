import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { cutText } from '../kernel/text.rules.ts';
import { backOffMs } from './back-off.rules.ts';
import { claimDue } from './claim-due.ts';
import { makeGather } from './gather.ts';
import { makeLoop, type Loop } from './loop.ts';
import { LEASE_MS, type HeldWork, type OwedQueue, type OwingSource } from './owed-queue.ts';
import type { Owed } from './owed-work.ts';
import { makePacedLook } from './paced-look.ts';

const IDLE_MS = 500;
/** Pieces in hand at a time: what they write together costs the store one sync of the disk. */
const CONCURRENCY = 32;
const MOST_OF_A_REASON = 300;

/** Carries out one kind of work for the document that owes it; throwing means "try again later". */
export type OwedHandler = (document: never, owed: Owed) => Promise<void>;

interface Deps {
  /** Collections whose documents may owe work; each has the index `owed.due`. */
  sources: OwingSource[];
  /** What this process has come to owe just now. */
  queue: OwedQueue;
  handlers: Record<string, OwedHandler>;
  clock: Clock;
  logger: Logger;
}

/** Claims what is due in one document. */
async function claim(source: OwingSource, now: Date): Promise<HeldWork | undefined> {
  const field = { list: 'owed', due: 'due', tries: 'tries' };
  const claimed = await claimDue(source, field, { now, leaseMs: LEASE_MS });
  if (!claimed) return undefined;
  const { document } = claimed;
  return { source, document, owed: document.owed.filter(({ due }) => due <= now) };
}

/** Carries out one piece of work; answers whether it is done. */
async function carryOut({ source, document }: HeldWork, item: Owed, deps: Deps): Promise<boolean> {
  const { handlers, clock, logger } = deps;
  try {
    const handler = handlers[item.kind];
    if (!handler) throw new Error(`nobody carries out owed work of kind "${item.kind}"`);
    await handler(document as never, item);
    return true;
  } catch (error) {
    const due = new Date(clock.now().getTime() + backOffMs(item.tries + 1, Math.random()));
    logger.warn({ kind: item.kind, tries: item.tries + 1, due, err: error }, 'owed work failed and waits');
    await source.collection.updateOne(
      { _id: document._id as never },
      { $set: { 'owed.$[item].due': due, 'owed.$[item].reason': cutText(String(error), MOST_OF_A_REASON) } },
      { arrayFilters: [{ 'item.id': item.id }] },
    );
    return false;
  }
}

/** What of a document's work is done. */
interface Done extends Pick<HeldWork, 'source' | 'document'> {
  ids: string[];
}

/** Removes what is done from the documents that owed it, by one command for each collection. */
async function forget(done: Done[]): Promise<void> {
  for (const source of new Set(done.map((each) => each.source))) {
    const updates = done
      .filter((each) => each.source === source)
      .map(({ document, ids }) => ({
        q: { _id: document._id },
        u: { $pull: { owed: { id: { $in: ids } } } },
      }));
    await source.db.db?.command({ update: source.collection.collectionName, updates, ordered: false });
  }
}

/** Carries out what is held of one document, in its order, and forgets what is done. */
async function workOff(held: HeldWork, deps: Deps, forgetDone: (done: Done) => Promise<void>): Promise<void> {
  const ids: string[] = [];
  for (const item of held.owed) if (await carryOut(held, item, deps)) ids.push(item.id);
  if (ids.length > 0) await forgetDone({ ...held, ids });
}

/** One document with due work of any of the collections, claimed. */
async function claimAny({ sources, clock }: Deps): Promise<HeldWork | undefined> {
  for (const source of sources) {
    const claimed = await claim(source, clock.now());
    if (claimed) return claimed;
  }
  return undefined;
}

/** Works off what documents owe: what this process has just come to owe, and what the store has due. */
export function makeOwedWorker(deps: Deps): Loop {
  const { queue } = deps;
  const paced = makePacedLook({
    find: () => claimAny(deps),
    onFound: () => {
      loop.nudge();
    },
    restMs: IDLE_MS,
  });
  const forgetDone = makeGather(forget);
  let lookFirst = false;

  /** Carries out the work of one document; false when nothing is due. */
  async function step(): Promise<boolean> {
    // By turns, so that neither waits for the other to come to its end.
    lookFirst = !lookFirst;
    const held = lookFirst ? ((await paced.look()) ?? queue.take()) : (queue.take() ?? (await paced.look()));
    if (!held) return false;
    await workOff(held, deps, forgetDone);
    return true;
  }

  const loop = makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => deps.logger.warn({ err }, 'owed work could not be claimed'),
  });
  queue.listen((pieces) => {
    for (let piece = 0; piece < Math.min(pieces, CONCURRENCY); piece++) loop.nudge();
  });
  return {
    ...loop,
    async drain(): Promise<void> {
      paced.atOnce();
      queue.open();
      await loop.drain();
    },
  };
}
