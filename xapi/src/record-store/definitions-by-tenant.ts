import type { Connection, Model } from 'mongoose';
import { credentialModel, type Credential } from '../access/credential.model.ts';
import { isAllowed } from '../access/permissions.ts';
import type { JsonObject } from '../validation/structure.ts';
import { activityModel } from './activity.model.ts';
import { makeDefinitions, type Definitions } from './definitions.ts';
import { mendStatement, OWN_AUTHORITY, voucherOf, type OlderStatement } from './mend-statement.ts';
import { statementModel, type StoredStatement } from './statement.model.ts';

/** Where releases before there were numbers noted that they had made this change, and how. */
const NOTES = 'recordStoreChanges';
const NOTE = 'definitions by tenant, trials';
/** Where older releases kept the definitions of all tenants together. */
const SHARED_DEFINITIONS = 'activities';

/** The store's code for a collection that does not exist. */
const NOTHING_THERE = 26;

const PAGE = 500;
const FIELDS = { position: 1, json: 1, stored: 1, platform: 1, result: 1, others: 1, trial: 1 };

interface Deps {
  statements: Model<StoredStatement>;
  credentials: Model<Credential>;
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

async function mendAll(deps: Deps): Promise<void> {
  const mayDefine = await definers(deps);
  for await (const page of newestFirst(deps)) {
    const parsed = page.map((older) => ({ ...older, parsed: JSON.parse(older.json) as JsonObject }));
    await deps.definitions.fillIn(
      parsed
        .filter(({ parsed: statement }) => mayDefine.has(voucherOf(statement) ?? ''))
        .map(({ parsed: statement, platform }) => ({ statement, platform })),
    );
    await mendPage(deps, parsed);
  }
}

async function drop(connection: Connection, collection: string): Promise<void> {
  try {
    await connection.dropCollection(collection);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NOTHING_THERE) throw error;
  }
}

/** Whether a release that kept no numbers has made this change. */
const isNoted = async (connection: Connection): Promise<boolean> =>
  (await connection.collection(NOTES).findOne({ _id: NOTE as never })) !== null;

/**
 * Changes what an older release stored into what this one reads: definitions by tenant; other activities of the
 * context, and whether it was a trial, as fields; the tool's own responses and scores exact. The definitions of
 * activities are made anew of the statements, since nobody could tell any more which tenant said what of those that
 * were kept for all together; from the newest statement back, each filling only the gaps that newer ones left. So it
 * may be broken off, done again, and done by two processes at once, also while statements come in.
 */
export async function keyDefinitionsByTenant({ connection }: { connection: Connection }): Promise<void> {
  if (!(await isNoted(connection))) {
    const definitions = makeDefinitions(activityModel(connection), { now: () => new Date() });
    await mendAll({
      statements: statementModel(connection),
      credentials: credentialModel(connection),
      definitions,
    });
    await drop(connection, SHARED_DEFINITIONS);
  }
  await drop(connection, NOTES);
}
