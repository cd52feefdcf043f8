import { MOST_SOURCES, type Clause, type Scope } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import { newCode, ownedBy } from '../catalogue/index.ts';
import { withWords } from '../kernel/search-pattern.ts';
import { isDuplicateKey, type Owed } from '../storage/index.ts';
import { leaningMarkModel, sourceModel, type LeaningMark, type Source } from './source.model.ts';

const PAGE_SIZE = 50;
/** A document has no more: as many questions as may lean on it. */
const MOST_MARKS = 50_000;

/** A document without what its clauses say, which may be a megabyte. */
export type ListedSource = Omit<Source, 'clauses' | 'folded' | 'owed'> & {
  clauses: Omit<Clause, 'text'>[];
};
const LISTED = { 'clauses.text': 0, folded: 0, owed: 0 } as const;

type Changed = Partial<
  Pick<Source, 'kind' | 'title' | 'number' | 'date' | 'clauses' | 'clausesNumbered' | 'folded' | 'superseded'>
>;

const makeReading = (sources: Model<Source>) => ({
  find: async (code: string): Promise<Source | undefined> =>
    (await sources.findById(code).lean<Source>()) ?? undefined,

  among: (codes: readonly string[]): Promise<Source[]> =>
    sources.find({ _id: { $in: [...codes] } }).lean<Source[]>(),

  /** Which of some documents are in force no more. */
  supersededAmong: async (codes: readonly string[]): Promise<string[]> => {
    const found = await sources
      .find({ _id: { $in: [...codes] }, superseded: { $ne: null } }, { _id: 1 })
      .lean<Pick<Source, '_id'>[]>();
    return found.map(({ _id }) => _id);
  },

  /** A page of what some owners have, in the order of kind, number and title. */
  list: async (owners: readonly Scope[], { text, after }: { text: string; after: number }) => {
    const filter = { $or: owners.map(ownedBy), ...withWords(text) };
    const [found, total] = await Promise.all([
      sources
        .find(filter, LISTED)
        .sort({ folded: 1, _id: 1 })
        .skip(after)
        .limit(PAGE_SIZE)
        .lean<ListedSource[]>(),
      sources.countDocuments(filter),
    ]);
    const read = after + found.length;
    return { sources: found, total, next: found.length > 0 && read < total ? read : null };
  },

  /** Which sources of programmes stand in the registries of some owners. */
  standingFor: async (owners: readonly Scope[]): Promise<NonNullable<Source['from']>[]> => {
    const found = await sources
      .find({ $or: owners.map(ownedBy), from: { $exists: true } }, { from: 1 })
      .lean<Pick<Source, 'from'>[]>();
    return found.flatMap(({ from }) => from ?? []);
  },

  isFull: async (owner: Scope): Promise<boolean> =>
    (await sources.countDocuments(ownedBy(owner))) >= MOST_SOURCES,
});

const makeChanging = (sources: Model<Source>) => ({
  /** Undefined: the registry has that source of a programme already. */
  insert: async (source: Omit<Source, '_id'>, owed: (code: string) => Owed): Promise<Source | undefined> => {
    for (;;) {
      const code = newCode('VB');
      const added = { _id: code, ...source, owed: [owed(code)] };
      try {
        await sources.insertMany([added], { lean: true });
        return added;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if (source.standsFor !== undefined && (await sources.exists({ standsFor: source.standsFor })))
          return undefined;
      }
    }
  },

  /** Changes a document of an edition; false: it has changed meanwhile. */
  change: async (
    { _id, edition }: Pick<Source, '_id' | 'edition'>,
    changed: Changed,
    { at, by, owed }: { at: Date; by: string; owed: Owed },
  ): Promise<boolean> => {
    const { number, ...rest } = changed;
    const { modifiedCount } = await sources.updateOne(
      { _id, edition },
      {
        $set: {
          ...rest,
          ...(number !== undefined && { number }),
          edition: edition + 1,
          editedAt: at,
          editedBy: by,
        },
        ...('number' in changed && number === undefined && { $unset: { number: true } }),
        $push: { owed },
      },
    );
    return modifiedCount === 1;
  },
});

const makeMarks = (marks: Model<LeaningMark>) => ({
  marksOf: (source: string): Promise<LeaningMark[]> =>
    marks.find({ source }).sort({ _id: 1 }).limit(MOST_MARKS).lean<LeaningMark[]>(),

  mark: async (mark: Omit<LeaningMark, '_id' | 'as'> & { as: LeaningMark['as'] | null }): Promise<void> => {
    const _id = `${mark.source}/${mark.kind}/${mark.code}`;
    if (mark.as === null) await marks.deleteOne({ _id });
    else await marks.updateOne({ _id }, { $set: { ...mark, as: mark.as } }, { upsert: true });
  },
});

/** The registries of documents, and what was decided of what leans on those that are in force no more. */
export function makeSourceStore({ connection }: { connection: Connection }) {
  const sources = sourceModel(connection);
  const marks = leaningMarkModel(connection);
  return {
    models: [sources, marks],
    owing: sources,
    ...makeReading(sources),
    ...makeChanging(sources),
    ...makeMarks(marks),
  };
}

export type SourceStore = ReturnType<typeof makeSourceStore>;
