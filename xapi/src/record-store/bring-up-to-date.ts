import type { Connection, Model } from 'mongoose';
import type { Credential } from '../access/credential.model.ts';
import { isAllowed } from '../access/permissions.ts';
import type { JsonObject } from '../validation/structure.ts';
import type { Definitions } from './definitions.ts';
import { mendStatement, OWN_AUTHORITY, voucherOf, type OlderStatement } from './mend-statement.ts';
import type { StoredStatement } from './statement.model.ts';
import type { StoreChange } from './store-change.model.ts';

/**
 * Definitions by tenant; other activities of the context, and whether it was a trial, as fields; the tool's own
 * responses and scores exact.
 */
const CHANGE = 'definitions by tenant, trials';
/** Where older releases kept the definitions of all tenants together. */
const SHARED_DEFINITIONS = 'activities';

const PAGE = 500;
const FIELDS = { position: 1, json: 1, stored: 1, platform: 1, result: 1, others: 1, trial: 1 };

interface Deps {
  connection: Connection;
  clock: { now(): Date };
  statements: Model<StoredStatement>;
  credentials: Model<Credential>;
  changes: Model<StoreChange>;
  definitions: Pick<Definitions, 'fillIn'>;
}

/** All statements, newest first, page by page. */
async function* newestFirst({ statements }: Deps): AsyncGenerator<OlderStatement[]> {
  for (let before: string | undefined; ;) {
    const page: OlderStatement[] = await statements
      .find(before === undefined ? {} : { position: { $lt: before } }, FIELDS)
      .sort({ position: -1 })
      .limit(PAGE)
      .lean<OlderStatement[]>();
    if (page.length === 0) return;
    yield page;
    before = page.at(-1)?.position;
  }
}

/** The names of accounts whose statements may define activities. */
async function definers({ credentials }: Deps): Promise<ReadonlySet<string>> {
  const all = await credentials.find({}, { scopes: 1 }).lean<Pick<Credential, '_id' | 'scopes'>[]>();
  const allowed = all.filter(({ scopes }) => isAllowed({ scopes }, 'define activities'));
  return new Set([OWN_AUTHORITY, ...allowed.map(({ _id }) => _id)]);
}

async function mendPage({ statements }: Deps, page: readonly (OlderStatement & { parsed: JsonObject })[]) {
  const updates = page.flatMap((older) => {
    const mended = mendStatement(older, older.parsed);
    return mended ? [{ updateOne: { filter: { _id: older._id }, update: { $set: mended } } }] : [];
  });
  if (updates.length > 0) await statements.collection.bulkWrite(updates as never[], { ordered: false });
}

/**
 * Changes what an older release stored into what this one reads. The definitions of activities are made anew of the
 * statements, since nobody could tell any more which tenant said what of those that were kept for all together; from
 * the newest statement back, each filling only the gaps that newer ones left. So it may be broken off, done again, and
 * done by two processes at once, also while statements come in.
 */
export function makeBringUpToDate(deps: Deps) {
  const { connection, clock, changes, definitions } = deps;

  async function dropShared(): Promise<void> {
    if ((await connection.listCollections()).some(({ name }) => name === SHARED_DEFINITIONS))
      await connection.dropCollection(SHARED_DEFINITIONS);
  }

  return async (): Promise<void> => {
    if (await changes.exists({ _id: CHANGE })) return;
    const mayDefine = await definers(deps);
    for await (const page of newestFirst(deps)) {
      const parsed = page.map((older) => ({ ...older, parsed: JSON.parse(older.json) as JsonObject }));
      await definitions.fillIn(
        parsed
          .filter(({ parsed: statement }) => mayDefine.has(voucherOf(statement) ?? ''))
          .map(({ parsed: statement, platform }) => ({ statement, platform })),
      );
      await mendPage(deps, parsed);
    }
    await dropShared();
    await changes.updateOne({ _id: CHANGE }, { $set: { at: clock.now() } }, { upsert: true });
  };
}
