import { claimDue, isDuplicateKey } from '../storage/index.ts';
import type { StoredColumn } from './column.model.ts';
import type { FindDestination } from './find-destination.ts';
import type { Grade } from './grade.model.ts';
import { markGone, readColumn, TAKEN, type ReadDeps } from './read-column.ts';

/** After a score was taken: what a class hands in together is read back together. */
const CHECK_AFTER_MS = 30_000;
/** How often that is asked for a column. */
const ASK_AGAIN_MS = 1_000;
/** How old what was read may be when somebody looks. */
const FRESH_MS = 5 * 60_000;
/** Longer than reading a column takes. */
const LEASE_MS = 5 * 60_000;

interface Deps extends ReadDeps {
  findDestination: FindDestination;
  platformOf: (linkId: string) => Promise<string | undefined>;
}

/** Has a column read from a moment on, if it is not to be read earlier anyway. */
async function checkFrom(linkId: string, checkDue: Date, { columns }: Deps): Promise<void> {
  try {
    await columns.updateOne({ _id: linkId }, { $min: { checkDue } }, { upsert: true });
  } catch (error) {
    // Entered by somebody else at the same moment, to be read as well.
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Has a column read back some time after each score that it took: asked for with the first, and once more a second later
 * with those that came meanwhile, as it may have been read in between.
 */
function makeCheckLater(deps: Deps) {
  const asked = new Set<string>();
  const again = new Set<string>();
  const ask = (linkId: string): Promise<void> =>
    checkFrom(linkId, new Date(deps.clock.now().getTime() + CHECK_AFTER_MS), deps);

  return async (linkId: string): Promise<void> => {
    if (asked.has(linkId)) {
      again.add(linkId);
      return;
    }
    asked.add(linkId);
    setTimeout(() => {
      asked.delete(linkId);
      // The store may be away: the next score asks again.
      if (again.delete(linkId)) void ask(linkId).catch(() => undefined);
    }, ASK_AGAIN_MS).unref();
    await ask(linkId);
  };
}

/** Reads one column, if its LMS may be called; else answers when to come again. */
async function read(linkId: string, deps: Deps): Promise<Date | undefined> {
  const { grades, paces, findDestination, platformOf } = deps;
  const platformId = await platformOf(linkId);
  const line = await grades.findOne({ linkId, state: { $in: TAKEN } }).lean<Grade>();
  if (!line || platformId === undefined) return undefined;
  const turn = paces.begin(platformId, { isReading: true });
  if (!turn.ok) return turn.due;
  try {
    const found = await findDestination(linkId, line.personId);
    if (found.ok) await readColumn(linkId, found.destination, deps);
    else if (!found.reason) paces.heard(platformId, found.reply);
  } finally {
    turn.end();
  }
  return undefined;
}

/** Claims a column whose time has come and reads it; false when there is none. */
async function checkNext(deps: Deps): Promise<boolean> {
  const { columns, clock } = deps;
  const now = clock.now();
  const claimed = await claimDue(columns, { due: 'checkDue' }, { now, leaseMs: LEASE_MS });
  if (!claimed) return false;
  const linkId = claimed.document._id;
  const due = await read(linkId, deps);
  // A score that was taken meanwhile has asked for another check.
  await columns.updateOne(
    { _id: linkId, checkDue: claimed.until },
    due ? { $set: { checkDue: due } } : { $unset: { checkDue: 1 }, $set: { checkedAt: now } },
  );
  return true;
}

/** Reads back what gradebooks hold, column by column: whether what was sent is what counts there. */
export function makeColumns(deps: Deps) {
  const { columns, clock } = deps;
  const checkLater = makeCheckLater(deps);
  return {
    checkNext: (): Promise<boolean> => checkNext(deps),

    /** Takes in that a column is gone, or has taken a score. */
    onColumn: (linkId: string, what: 'gone' | 'written'): Promise<void> =>
      what === 'gone' ? markGone(linkId, deps) : checkLater(linkId),

    /** Has a column read again that somebody looks at; answers whether that is to come. */
    async lookAgain(linkId: string): Promise<boolean> {
      const column = await columns.findById(linkId).lean<StoredColumn>();
      const readAt = column?.checkedAt?.getTime() ?? 0;
      if (column?.goneAt || clock.now().getTime() - readAt < FRESH_MS) return false;
      await checkFrom(linkId, clock.now(), deps);
      return true;
    },

    /** Lets a column that is gone be looked for, or made, again: at a lecturer's word. */
    async reopen(linkId: string): Promise<void> {
      await columns.updateOne({ _id: linkId }, { $unset: { goneAt: 1, madeAt: 1 } });
    },
  };
}

export type Columns = ReturnType<typeof makeColumns>;
