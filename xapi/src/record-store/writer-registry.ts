import { randomBytes } from 'node:crypto';
import os from 'node:os';
import type { Model } from 'mongoose';
import type { Writer, Writers } from './writers.model.ts';

const ID = 'statements';
/** Enough to know that there are several: names of containers change with each start. */
const REMEMBERED_HOSTS = 2;
const NOBODY: Writers = { _id: ID, term: 0, last: '', writers: {}, hosts: [] };

export interface Joined {
  token: string;
  term: number;
  writers: Writers;
}

const entry = (token: string): string => `writers.${token}`;

/** Enters a writer under the next term, and its machine among those seen. */
function joiningOf(token: string, mark: string, beat: number): Record<string, unknown>[] {
  const host = os.hostname();
  const withHost = { $slice: [{ $concatArrays: ['$hosts', [host]] }, -REMEMBERED_HOSTS] };
  return [
    {
      $set: {
        term: { $add: [{ $ifNull: ['$term', 0] }, 1] },
        last: { $ifNull: ['$last', ''] },
        hosts: { $ifNull: ['$hosts', []] },
      },
    },
    {
      $set: {
        [entry(token)]: { term: '$term', mark, beat, host },
        hosts: { $cond: [{ $in: [host, '$hosts'] }, '$hosts', withHost] },
      },
    },
  ];
}

/** The list of the processes that store statements, each change one conditional update of one document. */
export function makeWriterRegistry(writers: Model<Writers>, clock: { now(): Date }) {
  const now = (): number => clock.now().getTime();
  return {
    look: async (): Promise<Writers> => (await writers.findById(ID).lean<Writers>()) ?? NOBODY,

    /** Enters a new writer under the next term. */
    async join(mark: string): Promise<Joined> {
      const token = randomBytes(6).toString('hex');
      const joined = await writers.collection.findOneAndUpdate(
        { _id: ID as never },
        joiningOf(token, mark, now()),
        {
          upsert: true,
          returnDocument: 'after',
        },
      );
      const all = joined as unknown as Writers;
      return { token, term: all.term, writers: all };
    },

    /** Says where a writer is; undefined when it was taken for dead. */
    beat: async (token: string, mark: string): Promise<Writers | undefined> =>
      (await writers
        .findOneAndUpdate(
          { _id: ID, [entry(token)]: { $exists: true }, [`${entry(token)}.fenced`]: { $exists: false } },
          { $set: { [`${entry(token)}.mark`]: mark, [`${entry(token)}.beat`]: now() } },
          { returnDocument: 'after' },
        )
        .lean<Writers>()) ?? undefined,

    async leave(token: string, last: string): Promise<void> {
      await writers.updateOne({ _id: ID }, { $unset: { [entry(token)]: 1 }, $max: { last } });
    },

    /** Keeps a silent writer from going on; false when it spoke meanwhile. */
    async fence(token: string, { beat }: Writer): Promise<boolean> {
      const { matchedCount } = await writers.updateOne(
        { _id: ID, [`${entry(token)}.beat`]: beat },
        { $set: { [`${entry(token)}.fenced`]: true } },
      );
      return matchedCount === 1;
    },
  };
}

export type WriterRegistry = ReturnType<typeof makeWriterRegistry>;
