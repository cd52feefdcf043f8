import type { Connection, Model } from 'mongoose';
import { deadLetterModel } from '../delivery/dead-letter.model.ts';
import { factBlockModel } from '../analysis/facts/fact-block.model.ts';
import { documentModel, type StoredDocument } from '../documents/document.model.ts';
import type { XapiAgent } from '../statements/statement.ts';
import { agentKey } from '../record-store/agent-key.ts';
import { attachmentModel } from '../record-store/attachment.model.ts';
import { deriveFields } from '../record-store/derived-fields.ts';
import { pairOf, searchKeys, tokenOf } from '../record-store/search-keys.ts';
import { statementModel, type StoredStatement } from '../record-store/statement.model.ts';

type Json = Record<string, unknown>;

/** Documents worked on at a time. */
const STEP = 500;
/** Whole statements in memory at a time: each may have megabytes. */
const STATEMENTS_AT_ONCE = 5;

const keysOf = (agents: readonly XapiAgent[]): string[] =>
  agents.map(agentKey).filter((key) => key !== undefined);

const tokensOf = (keys: readonly string[]): string[] =>
  keys.flatMap((key) => [tokenOf('agent', key), tokenOf('related agent', key)]);

/** Whether an agent is named anywhere: as actor or object, in the context, in a group or a substatement. */
function names(value: unknown, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (keys.includes(agentKey(value) ?? '')) return true;
  return Object.values(value).some((part) => names(part, keys));
}

/** Puts another agent wherever one is named; of groups that are meant themselves the members go, too. */
function replaceIn(value: unknown, keys: readonly string[], by: XapiAgent): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => replaceIn(part, keys, by));
  if (keys.includes(agentKey(value) ?? '')) return by;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaceIn(part, keys, by)]));
}

/** Half of a token, with which pairs of it begin. */
const halfOf = (token: string): string => pairOf(token, token).slice(0, token.length / 2);

/** Search keys without those of some agents, of which pairs begin with a half. */
function withoutTokens(keys: readonly string[], tokens: readonly string[]): string[] {
  const halves = tokens.map(halfOf);
  return keys.filter((key) => !tokens.includes(key) && !halves.some((half) => key.startsWith(half)));
}

/** Search keys with those of another agent in place of theirs. */
function withTokensOf(keys: readonly string[], agents: readonly string[], by: string): string[] {
  const changes = agents.flatMap((agent) =>
    (['agent', 'related agent'] as const).map((kind) => ({
      from: tokenOf(kind, agent),
      to: tokenOf(kind, by),
    })),
  );
  return keys.map((key) => {
    const change = changes.find(({ from }) => key.startsWith(halfOf(from)));
    if (!change) return key;
    return key === change.from ? change.to : halfOf(change.to) + key.slice(halfOf(change.from).length);
  });
}

/** The fields of a statement that names somebody else from now on. */
function replacedFields(
  found: StoredStatement,
  keys: readonly string[],
  by: XapiAgent,
): Partial<StoredStatement> {
  const statement = JSON.parse(found.json) as Json;
  const isNamed = names(statement, keys);
  const said = replaceIn(statement, keys, by) as Json;
  const platform = found.platform === undefined ? [] : [tokenOf('platform', found.platform)];
  const own = [...searchKeys(said), ...platform];
  const other = agentKey(by) ?? '';
  const [, ...others] = (found.sets ?? []).map((set) => ({ keys: withTokensOf(set.keys, keys, other) }));
  return {
    ...(isNamed && { json: JSON.stringify(said), ...deriveFields(said, found.stored) }),
    keys: [...new Set([...own, ...others.flatMap((set) => set.keys)])],
    ...(found.sets && { sets: [{ keys: own }, ...others] }),
  };
}

function openModels(connection: Connection) {
  return {
    statements: statementModel(connection),
    documents: documentModel(connection),
    attachments: attachmentModel(connection),
    letters: deadLetterModel(connection),
    blocks: factBlockModel(connection),
  };
}
type Models = ReturnType<typeof openModels>;

/** Removes statements, with the bytes attached to them alone, and what is counted of them. */
async function removeStatements(
  { statements, attachments, letters, blocks }: Models,
  filter: object,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const found = await statements
      .find(filter, { attachments: 1 })
      .limit(STEP)
      .lean<Pick<StoredStatement, '_id' | 'attachments'>[]>();
    if (found.length === 0) break;
    const ids = found.map(({ _id }) => _id);
    removed += (await statements.deleteMany({ _id: { $in: ids } })).deletedCount;
    await letters.deleteMany({ statementId: { $in: ids } });
    for (const sha2 of new Set(found.flatMap((each) => each.attachments ?? [])))
      if (!(await statements.exists({ attachments: sha2 }))) await attachments.deleteMany({ sha2 });
  }
  if (removed > 0) await blocks.deleteMany({});
  return removed;
}

/** A document that somebody's learning left in the record store; `text` where it is one. */
interface PersonalDocument extends Pick<StoredDocument, 'kind' | 'name' | 'contentType' | 'stored'> {
  activity?: string;
  text?: string;
}

const isText = (contentType: string): boolean => /^text\/|json|xml/.test(contentType);

/** The driver gives bytes in a wrapping of its own. */
const bytesOf = (content: Buffer | { buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(content) ? content : Buffer.from(content.buffer);

/**
 * By whom somebody is known, and where that counts: what a platform says of an agent it can say of anybody, so that
 * an e-mail address in its launch must not open what others have stored under it.
 */
export interface Named {
  agents: readonly XapiAgent[];
  /** Looks at what belongs to one platform alone; absent: at all that is stored. */
  platform?: string | undefined;
}

const within = ({ platform }: Named) => ({ ...(platform !== undefined && { platform }) });
const namedBy = (named: Named) => ({ keys: { $in: tokensOf(keysOf(named.agents)) }, ...within(named) });
const leftBy = (named: Named) => ({ agent: { $in: keysOf(named.agents) }, ...within(named) });

/**
 * Statements that name some agents, one after the other, in the order of storing; those found by their references alone
 * are others'. Where they are is read first: of several keys no index gives the order, and to sort whole statements the
 * store would have to hold all of them.
 */
async function* readNaming(statements: Model<StoredStatement>, named: Named): AsyncGenerator<Json> {
  const keys = keysOf(named.agents);
  const places: string[] = [];
  const found = statements.find(namedBy(named), { _id: 0, position: 1 });
  for await (const { position } of found.lean<Pick<StoredStatement, 'position'>>().cursor())
    places.push(position);
  places.sort();
  for (let from = 0; from < places.length; from += STATEMENTS_AT_ONCE) {
    const some = await statements
      .find({ position: { $in: places.slice(from, from + STATEMENTS_AT_ONCE) } }, { json: 1, position: 1 })
      .lean<Pick<StoredStatement, 'json' | 'position'>[]>();
    for (const { json } of some.sort((a, b) => (a.position < b.position ? -1 : 1))) {
      const statement = JSON.parse(json) as Json;
      if (names(statement, keys)) yield statement;
    }
  }
}

const idOf = ({ id }: Json): string => (id as string).toLowerCase();

/** What each naming brings, in turn; what several bring once, by its id. */
async function* onceEach<T>(
  named: readonly Named[],
  read: (each: Named) => AsyncIterable<T>,
  idOfOne: (one: T) => string,
): AsyncGenerator<T> {
  const told = new Set<string>();
  for (const each of named)
    for await (const one of read(each)) {
      const id = idOfOne(one);
      if (!told.has(id)) yield one;
      told.add(id);
    }
}

const toPersonal = ({
  kind,
  name,
  contentType,
  stored,
  activity,
  content,
}: StoredDocument): PersonalDocument => ({
  kind,
  name,
  contentType,
  stored,
  ...(activity !== undefined && { activity }),
  ...(isText(contentType) && { text: bytesOf(content).toString('utf8') }),
});

/**
 * What the record store holds of somebody, by all the agents that stand for them. Statements never change by xAPI's
 * rules; the law on personal data goes before them.
 */
export function makePersonalStatements(connection: Connection) {
  const models = openModels(connection);
  const { statements, documents, blocks } = models;

  return {
    /** Every statement that names one of them, once, one after the other: any of them may have megabytes. */
    statements: (named: readonly Named[]): AsyncGenerator<Json> =>
      onceEach(named, (each) => readNaming(statements, each), idOf),

    async *documents(named: readonly Named[]): AsyncGenerator<PersonalDocument> {
      const read = (each: Named) => documents.find(leftBy(each)).lean<StoredDocument[]>().cursor();
      for await (const each of onceEach(named, read, ({ _id }) => _id)) yield toPersonal(each);
    },

    removeDocuments: async (named: Named): Promise<number> =>
      (await documents.deleteMany(leftBy(named))).deletedCount,

    /** Removes every statement that names one of them. Answers how many. */
    async remove(named: Named): Promise<number> {
      const ids: string[] = [];
      for await (const each of readNaming(statements, named)) ids.push(idOf(each));
      const removed = await removeStatements(models, { _id: { $in: ids } });
      const tokens = tokensOf(keysOf(named.agents));
      const others = statements.find(namedBy(named), { keys: 1 }).lean<StoredStatement[]>();
      for (const { _id, keys: left } of await others)
        await statements.updateOne({ _id }, { $set: { keys: withoutTokens(left, tokens) } });
      return removed;
    },

    /** Lets every statement that names one of them name another agent instead. Answers how many. */
    async replace(named: Named, by: XapiAgent): Promise<number> {
      const keys = keysOf(named.agents);
      let changed = 0;
      for (;;) {
        const found = await statements
          .find(namedBy(named))
          .limit(STATEMENTS_AT_ONCE)
          .lean<StoredStatement[]>();
        if (found.length === 0) break;
        for (const each of found)
          await statements.updateOne({ _id: each._id }, { $set: replacedFields(each, keys, by) });
        changed += found.length;
      }
      if (changed > 0) await blocks.deleteMany({});
      return changed;
    },

    countBefore: (time: Date): Promise<number> => statements.countDocuments({ stored: { $lt: time } }),

    removeBefore: (time: Date): Promise<number> => removeStatements(models, { stored: { $lt: time } }),
  };
}
