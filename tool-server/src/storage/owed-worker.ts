import type { Model, Types } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import { backOffMs } from './back-off.rules.ts';
import { makeLoop, type Loop } from './loop.ts';
import type { Owed } from './owed-work.ts';

/** Longer than any handler takes; after it another worker may try. Handlers are idempotent. */
const LEASE_MS = 60_000;
const IDLE_MS = 500;
/** Pieces in hand at a time: what they write together costs the store one sync of the disk. */
const CONCURRENCY = 8;

interface Owing {
  _id: Types.ObjectId;
  owed: Owed[];
}

type OwingSource = Model<Owing>;

/** A collection whose documents may owe work, whatever else they hold. */
export const owingSource = <T extends { owed: Owed[] }>(model: Model<T>): OwingSource =>
  model as unknown as OwingSource;

/** Carries out one kind of work for the document that owes it; throwing means "try again later". */
export type OwedHandler = (document: never, owed: Owed) => Promise<void>;

interface Deps {
  /** Collections whose documents may owe work; each has the index `owed.due`. */
  sources: OwingSource[];
  handlers: Record<string, OwedHandler>;
  clock: Clock;
  logger: Logger;
}

const leaseUntil = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

/**
 * Finds one document with due work and claims what is due in it, in one conditional update: whoever moves
 * `due` forward holds the work until then, so that any number of workers may run anywhere.
 */
async function claim(source: Model<Owing>, now: Date): Promise<{ document: Owing; due: Owed[] } | undefined> {
  const before = await source
    .findOneAndUpdate(
      { 'owed.due': { $lte: now } },
      { $set: { 'owed.$[item].due': leaseUntil(now) }, $inc: { 'owed.$[item].tries': 1 } },
      { arrayFilters: [{ 'item.due': { $lte: now } }], returnDocument: 'before', sort: { 'owed.due': 1 } },
    )
    .lean<Owing>();
  if (!before) return undefined;
  return { document: before, due: before.owed.filter((item) => item.due <= now) };
}

async function carryOut(
  source: Model<Owing>,
  document: Owing,
  item: Owed,
  { handlers, clock, logger }: Deps,
): Promise<string | undefined> {
  try {
    const handler = handlers[item.kind];
    if (!handler) throw new Error(`nobody carries out owed work of kind "${item.kind}"`);
    await handler(document as never, item);
    return item.id;
  } catch (error) {
    const due = new Date(clock.now().getTime() + backOffMs(item.tries + 1, Math.random()));
    logger.warn({ kind: item.kind, tries: item.tries + 1, due, err: error }, 'owed work failed and waits');
    await source.updateOne(
      { _id: document._id },
      { $set: { 'owed.$[item].due': due } },
      { arrayFilters: [{ 'item.id': item.id }] },
    );
    return undefined;
  }
}

/** Works off what documents owe, oldest first. */
export function makeOwedWorker(deps: Deps): Loop {
  const { sources } = deps;

  /** Carries out the due work of one document; false when nothing is due. */
  async function step(): Promise<boolean> {
    for (const source of sources) {
      const claimed = await claim(source, deps.clock.now());
      if (!claimed) continue;
      const done: string[] = [];
      for (const item of claimed.due) {
        const id = await carryOut(source, claimed.document, item, deps);
        if (id !== undefined) done.push(id);
      }
      if (done.length > 0)
        await source.updateOne({ _id: claimed.document._id }, { $pull: { owed: { id: { $in: done } } } });
      return true;
    }
    return false;
  }

  return makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => deps.logger.warn({ err }, 'owed work could not be claimed'),
  });
}
