import { isMarkedByPerson } from '@chuyen-de/question-types';
import type { Model } from 'mongoose';
import type { RevisionRef } from '../revisions/index.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { cellKey, inForce, type Cell, type Edition } from './edition.ts';
import type { Pools } from './pools.ts';
import type { BankCounter, QuestionInForce } from './question-in-force.model.ts';
import type { QuestionContent } from './question.model.ts';

/** Questions that are looked at together: of each, its text is in memory meanwhile. */
const AT_ONCE = 500;

interface Deps {
  entries: Model<QuestionInForce>;
  counters: Model<BankCounter>;
  pools: Pools;
  /** Stores the questions whose content is new and answers the revision of each. */
  publishRevisions: (
    publications: { content: QuestionContent; written: unknown }[],
  ) => Promise<RevisionRef[]>;
}

type Entry = Pick<QuestionInForce, '_id' | 'code' | 'revision' | 'topic' | 'level'>;
const ENTRY = { code: 1, revision: 1, topic: 1, level: 1 } as const;

/** Claims the next number of a bank. */
async function claimNumber(counters: Model<BankCounter>, bank: string): Promise<number> {
  const claim = () =>
    counters
      .findOneAndUpdate({ _id: bank }, { $inc: { claimed: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean<BankCounter>();
  const counter = await claim().catch((error: unknown) => {
    // Two first claims at once: the counter is there now.
    if (isDuplicateKey(error)) return claim();
    throw error;
  });
  return counter.claimed;
}

/** Numbers between two editions: they were claimed and came to nothing, as both cannot follow the same edition. */
const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from - 1 }, (_, index) => from + 1 + index);

interface Draft extends Deps {
  before: Edition;
  number: number;
  /** Codes of all questions that were put in. */
  codes: Set<string>;
  /** Questions that were put in, by cell. */
  cells: Map<string, Cell & { refs: RevisionRef[] }>;
  /** Topics that stay as they are. */
  kept: Set<string>;
  /** Cells that have changed. */
  touched: Set<string>;
}

async function retire({ entries, number, touched }: Draft, retired: readonly Entry[]): Promise<void> {
  if (retired.length === 0) return;
  for (const entry of retired) touched.add(cellKey(entry));
  await entries.updateMany(
    { _id: { $in: retired.map(({ _id }) => _id) } },
    { $addToSet: { retired: number } },
  );
}

/** Puts questions in: writes what is another than before, and nothing for those that stay. */
async function putSome(
  draft: Draft,
  contents: readonly QuestionContent[],
  writtenOf: (content: QuestionContent) => unknown,
): Promise<void> {
  const { entries, before, number, codes, cells, touched, publishRevisions } = draft;
  const refs = await publishRevisions(contents.map((content) => ({ content, written: writtenOf(content) })));
  const found = await entries
    .find({ ...inForce(before), code: { $in: contents.map(({ code }) => code) } }, ENTRY)
    .lean<Entry[]>();
  const current = new Map(found.map((entry) => [entry.code, entry]));
  const fresh: QuestionInForce[] = [];
  const replaced: Entry[] = [];
  for (const [index, { code, topic, level, type }] of contents.entries()) {
    const undrawn = isMarkedByPerson(type);
    const ref = refs[index] as RevisionRef;
    const { revision } = ref;
    codes.add(code);
    const key = cellKey({ topic, level });
    const cell = cells.get(key) ?? { topic, level, refs: [] };
    if (!undrawn) cell.refs.push(ref);
    cells.set(key, cell);
    const old = current.get(code);
    if (old?.revision === revision) continue;
    if (old) replaced.push(old);
    touched.add(key);
    const _id = `${code}@${revision}/${number}`;
    const entry = { _id, bank: before.bank, code, revision, topic, level, from: number, retired: [] };
    fresh.push(undrawn ? { ...entry, undrawn } : entry);
  }
  if (fresh.length > 0) await entries.insertMany(fresh, { lean: true });
  await retire(draft, replaced);
}

/** Leaves the questions of a topic as they are in the edition before, but for some. */
async function keepAllBut(
  { entries, before, codes, cells }: Draft,
  topic: string,
  some: ReadonlySet<string>,
): Promise<void> {
  const inTopic = entries
    .find({ ...inForce(before), topic }, { ...ENTRY, undrawn: 1 })
    .lean<(Entry & Pick<QuestionInForce, 'undrawn'>)[]>();
  for await (const { code, revision, level, undrawn } of inTopic.cursor()) {
    if (some.has(code)) continue;
    codes.add(code);
    const key = cellKey({ topic, level });
    const cell = cells.get(key) ?? { topic, level, refs: [] };
    if (undrawn !== true) cell.refs.push({ code, revision });
    cells.set(key, cell);
  }
}

/** Takes out of force what was not put in, of topics that were not kept. */
async function retireOthers(draft: Draft): Promise<void> {
  const { entries, before, codes, kept } = draft;
  const topics = new Set(before.cells.map(({ topic }) => topic).filter((topic) => !kept.has(topic)));
  let gone: Entry[] = [];
  for (const topic of topics) {
    const inTopic = entries.find({ ...inForce(before), topic }, ENTRY).lean<Entry[]>();
    for await (const entry of inTopic.cursor()) {
      if (!codes.has(entry.code)) gone.push(entry);
      if (gone.length < AT_ONCE) continue;
      await retire(draft, gone);
      gone = [];
    }
  }
  await retire(draft, gone);
}

const byCode = (a: RevisionRef, b: RevisionRef): number => (a.code < b.code ? -1 : 1);

/** Stores the pools that have changed. */
async function storePools({ before: { bank }, number, cells, touched, pools }: Draft): Promise<void> {
  for (const key of touched) {
    const cell = cells.get(key);
    if (!cell) continue;
    const { topic, level, refs } = cell;
    await pools.store({ bank, topic, level, since: number }, refs.sort(byCode));
  }
}

/** The cells of what was put in, each with the edition since which it is the same. */
function cellsOf({ before, number, cells, touched }: Draft): Edition['cells'] {
  const since = new Map(before.cells.map((cell) => [cellKey(cell), cell.since]));
  return [...cells].map(([key, { topic, level, refs }]) => ({
    topic,
    level,
    count: refs.length,
    since: touched.has(key) ? number : (since.get(key) ?? number),
  }));
}

/**
 * Begins the next edition of a bank. What is put in is stored, and in force only when the edition that `finish`
 * answers has been put in the place of the one before, provided that this still was in its place: of several drafts
 * at once one succeeds, and what the others have written counts for nothing.
 */
export const makeDraftEdition = (deps: Deps) => async (bank: string, edition: Edition | undefined) => {
  const before = edition ?? { bank, number: 0, voided: [], cells: [] };
  await deps.pools.removeOthers(before);
  const number = await claimNumber(deps.counters, bank);
  const draft: Draft = {
    ...deps,
    before,
    number,
    codes: new Set(),
    cells: new Map(),
    touched: new Set(),
    kept: new Set(),
  };
  return {
    /** Its number: once it is in force, the edition's. */
    number,

    /** @param writtenOf what its author wrote of a content, where that is not the content itself */
    put: async (
      contents: readonly QuestionContent[],
      writtenOf: (content: QuestionContent) => unknown = (content) => content,
    ): Promise<void> => {
      for (let from = 0; from < contents.length; from += AT_ONCE)
        await putSome(draft, contents.slice(from, from + AT_ONCE), writtenOf);
    },

    /** Leaves the questions of a topic as they are in the edition before, without a look at them. */
    keep: (topic: string): void => {
      draft.kept.add(topic);
    },

    /** Leaves the questions of a topic as they are, but for some, without a look at their texts. */
    keepAllBut: (topic: string, some: ReadonlySet<string>): Promise<void> => keepAllBut(draft, topic, some),

    finish: async (): Promise<Edition> => {
      await retireOthers(draft);
      await storePools(draft);
      const cells = [...before.cells.filter(({ topic }) => draft.kept.has(topic)), ...cellsOf(draft)];
      return { bank, number, voided: [...before.voided, ...between(before.number, number)], cells };
    },
  };
};
