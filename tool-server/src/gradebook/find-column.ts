import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Link } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isTaken, type Ags, type LineItemWish, type ServiceReply } from '../lti/index.ts';
import { isDuplicateKey, makeLeases } from '../storage/index.ts';
import type { StoredColumn } from './column.model.ts';

/** Maximum of a column that we create; the LMS scales what is posted. */
const SCORE_MAXIMUM = 10;
/** Longer than it takes to read an LMS's columns and make one. */
const LEASE_MS = 120_000;

/** How long another process may say otherwise of a column that launches name. */
const DECLARED_KEPT_MS = 60_000;

/** A column, or why there is none as if the LMS had answered so. */
export type FoundColumn =
  | { ok: true; lineItemUrl: string; scoreMaximum?: number }
  | { ok: false; reason?: 'no_column' | 'column_gone'; reply: ServiceReply };

interface Deps {
  columns: Model<StoredColumn>;
  ags: Ags;
  clock: Clock;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
}

const reply = (status: number, message: string): ServiceReply => ({
  ...{ service: 'columns', status, form: 'none', message },
});
const NO_COLUMN: FoundColumn = {
  ok: false,
  reason: 'no_column',
  reply: reply(404, 'the link has no gradebook column'),
};
const GONE: FoundColumn = {
  ok: false,
  reason: 'column_gone',
  reply: reply(404, 'the column is gone'),
};
const BEING_MADE: FoundColumn = { ok: false, reply: reply(0, 'the column is being looked for') };
const NOT_TOLD: FoundColumn = {
  ok: false,
  reply: reply(502, 'the LMS made a column and does not say where'),
};

/** Enters the column of a link, so that there is something to take a lease on. */
async function enter(linkId: string, { columns }: Deps): Promise<void> {
  try {
    await columns.updateOne({ _id: linkId }, {}, { upsert: true });
  } catch (error) {
    // Entered by somebody else at the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Looks for the column, and makes it unless the LMS has said before that it did. */
async function lookOrMake(wish: LineItemWish, madeBefore: Date | undefined, { ags, clock }: Deps) {
  const found = await ags.lineItems.find(wish);
  if (!isTaken(found) || found.column || madeBefore) return { answer: found, madeAt: madeBefore };
  const made = await ags.lineItems.create(wish);
  if (!isTaken(made)) return { answer: made, madeAt: undefined };
  return { answer: made.column ? made : await ags.lineItems.find(wish), madeAt: clock.now() };
}

async function findOrMake(link: Link, item: ItemRef, lineItemsUrl: string, deps: Deps): Promise<FoundColumn> {
  const { columns, clock } = deps;
  const linkId = link._id.toHexString();
  await enter(linkId, deps);
  const lease = await makeLeases({ model: columns, clock, leaseMs: LEASE_MS })({ _id: linkId });
  if (!lease) return BEING_MADE;
  const settle = (change: Partial<StoredColumn>): Promise<unknown> => lease.release({ $set: change });
  const known = lease.document;
  if (known.lineItemUrl !== undefined) {
    await settle({});
    return { ok: true, lineItemUrl: known.lineItemUrl };
  }
  const title = await deps.titleOf(item);
  const wish = {
    platformId: link.platformId,
    lineItemsUrl,
    resourceLinkId: link.linkId,
    resourceId: `${item.kind}:${item.code}@${linkId}`,
    tag: item.kind,
    label: title?.vi ?? item.code,
    scoreMaximum: SCORE_MAXIMUM,
  };
  const { answer, madeAt } = await lookOrMake(wish, known.madeAt, deps);
  const { column } = answer;
  await settle({ ...column, ...(madeAt && { madeAt }) });
  if (column) return { ok: true, ...column };
  return isTaken(answer) ? NOT_TOLD : { ok: false, reply: answer };
}

/** Keeps the column that launches name, so that it is known to be gone once they name none. */
async function keepDeclared(linkId: string, declared: string, { columns }: Deps): Promise<void> {
  try {
    await columns.updateOne(
      { _id: linkId },
      { $set: { declared, lineItemUrl: declared }, $unset: { scoreMaximum: 1, goneAt: 1, madeAt: 1 } },
      { upsert: true },
    );
  } catch (error) {
    // Kept by somebody else at the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

async function columnOf(link: Link, deps: Deps): Promise<FoundColumn> {
  const { item, ags: offered } = link;
  const linkId = link._id.toHexString();
  const known = await deps.columns.findById(linkId).lean<StoredColumn>();
  if (offered?.lineItem !== undefined) {
    if (known?.declared !== offered.lineItem) await keepDeclared(linkId, offered.lineItem, deps);
    return { ok: true, lineItemUrl: offered.lineItem };
  }
  if (known?.goneAt) return GONE;
  if (!item || offered?.lineItems === undefined) return NO_COLUMN;
  const { lineItemUrl, scoreMaximum } = known ?? {};
  if (lineItemUrl !== undefined)
    return { ok: true, lineItemUrl, ...(scoreMaximum !== undefined && { scoreMaximum }) };
  return findOrMake(link, item, offered.lineItems, deps);
}

/**
 * The column of a link that an LMS left to the tool: remembered, found, or made, once, however many grades
 * wait for it in however many processes. A column that may have been made (no answer, a page for one) is
 * looked for again before another is.
 * @see LTI AGS 2.0 §3.2
 */
export function makeFindColumn(deps: Deps) {
  const underWay = new Map<string, Promise<FoundColumn>>();
  // Each grade asks for its column: one that launches name is looked at once in a while.
  const declared = new LRUCache<string, string>({ max: 1_000, ttl: DECLARED_KEPT_MS });
  return (link: Link): Promise<FoundColumn> => {
    const linkId = link._id.toHexString();
    const named = link.ags?.lineItem;
    if (named !== undefined && declared.get(linkId) === named)
      return Promise.resolve({ ok: true, lineItemUrl: named });
    const running = underWay.get(linkId);
    if (running) return running;
    const finding = columnOf(link, deps)
      .then((found) => {
        if (found.ok && found.lineItemUrl === named) declared.set(linkId, named);
        return found;
      })
      .finally(() => underWay.delete(linkId));
    underWay.set(linkId, finding);
    return finding;
  };
}
