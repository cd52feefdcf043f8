import { randomUUID } from 'node:crypto';
import { MOST_POSTS, MOST_THREADS } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { withWords } from '../kernel/search-pattern.ts';
import { countInAnHour } from './in-an-hour.ts';
import { makePostReports } from './post-reports.ts';
import { postModel, type StoredPost } from './post.model.ts';
import { threadReadingModel, type ThreadReading } from './reading.model.ts';
import { threadModel, type StoredThread } from './thread.model.ts';

/** Whoever says more in an hour has others wait for them. */
const MOST_IN_AN_HOUR = 60;

type Refusal = 'too_many_threads' | 'too_many_posts' | 'too_many_requests';

interface Said {
  classId: string;
  by: string;
  text: string;
}

const readingId = (threadId: string, personId: string): string => `${threadId} ${personId}`;

interface Parts {
  threads: Model<StoredThread>;
  posts: Model<StoredPost>;
  clock: Clock;
}

const makeFinding = ({ threads, posts }: Parts) => ({
  find: (classId: string, id: string): Promise<StoredThread | null> =>
    threads.findOne({ _id: id, classId }).lean<StoredThread>(),

  /** All of a class, as its list shows them. */
  listOf: (classId: string): Promise<StoredThread[]> =>
    threads.find({ classId }).sort({ pinned: -1, lastAt: -1 }).limit(MOST_THREADS).lean<StoredThread[]>(),

  /** The ids of those in which something that is not hidden has the words of a search. */
  async having(classId: string, search: string): Promise<ReadonlySet<string>> {
    const found = await posts
      .find({ classId, hidden: null, ...withWords(search) }, { threadId: 1 })
      .lean<Pick<StoredPost, 'threadId'>[]>();
    return new Set(found.map(({ threadId }) => threadId));
  },

  postsOf: (threadId: string): Promise<StoredPost[]> =>
    posts.find({ threadId }).sort({ at: 1 }).limit(MOST_POSTS).lean<StoredPost[]>(),

  /** How many posts some threads have, by their ids. */
  async countPosts(threadIds: readonly string[]): Promise<Map<string, number>> {
    const counted = await posts.aggregate<{ _id: string; count: number }>([
      { $match: { threadId: { $in: threadIds } } },
      { $group: { _id: '$threadId', count: { $sum: 1 } } },
    ]);
    return new Map(counted.map(({ _id, count }) => [_id, count]));
  },

  /** Whether a thread has a post that somebody sees and has not written. */
  canReport: async (threadId: string, id: string, reader: string): Promise<boolean> =>
    (await posts.exists({ _id: id, threadId, hidden: null, by: { $ne: reader } })) !== null,
});

function makeWriting({ threads, posts, clock }: Parts) {
  const hasSaidTooMuch = async (by: string): Promise<boolean> =>
    (await countInAnHour(posts, by, clock)) >= MOST_IN_AN_HOUR;

  const write = async (post: Omit<StoredPost, '_id' | 'at' | 'folded'>, title = ''): Promise<Date> => {
    const at = clock.now();
    const folded = fold(`${title} ${post.text}`);
    await posts.insertMany([{ ...post, _id: randomUUID(), at, folded }], { lean: true });
    return at;
  };

  return {
    /** Asks the class something; answers the thread's id. */
    async ask({ title, topic, ...said }: Said & { title: string; topic?: string | undefined }) {
      const { classId, by } = said;
      if (await hasSaidTooMuch(by)) return { ok: false as const, code: 'too_many_requests' as Refusal };
      if ((await threads.countDocuments({ classId })) >= MOST_THREADS)
        return { ok: false as const, code: 'too_many_threads' as Refusal };
      const id = randomUUID();
      const at = await write({ ...said, threadId: id }, title);
      const about = topic === undefined ? {} : { topic };
      const thread = { _id: id, classId, ...about, title, by, at, lastAt: at, pinned: false, locked: false };
      await threads.insertMany([thread], { lean: true });
      return { ok: true as const, id };
    },

    /** Says something in a thread; undefined: it is said. */
    async reply(threadId: string, said: Said & { quotes?: string }): Promise<Refusal | undefined> {
      if (await hasSaidTooMuch(said.by)) return 'too_many_requests';
      if ((await posts.countDocuments({ threadId })) >= MOST_POSTS) return 'too_many_posts';
      const lastAt = await write({ ...said, threadId });
      await threads.updateOne({ _id: threadId }, { $max: { lastAt } });
      return undefined;
    },
  };
}

const makeModerating = ({ threads, posts }: Parts) => ({
  setState: async (id: string, state: Pick<StoredThread, 'pinned' | 'locked'>): Promise<void> => {
    await threads.updateOne({ _id: id }, { $set: state });
  },

  /** False: the thread has no such post. */
  async setAnswer(id: string, post: string | null): Promise<boolean> {
    if (post !== null && !(await posts.exists({ _id: post, threadId: id }))) return false;
    await threads.updateOne(
      { _id: id },
      post === null ? { $unset: { answer: '' } } : { $set: { answer: post } },
    );
    return true;
  },

  /** False: the thread has no such post. */
  hide: async (threadId: string, id: string, reason: string | null): Promise<boolean> => {
    const change = reason === null ? { $unset: { hidden: '' } } : { $set: { hidden: reason } };
    return (await posts.updateOne({ _id: id, threadId }, change)).matchedCount === 1;
  },
});

const makeSeeing = (readings: Model<ThreadReading>, clock: Clock) => ({
  /** Up to when somebody has read some threads, by their ids. */
  async seenBy(personId: string, threadIds: readonly string[]): Promise<Map<string, Date>> {
    const ids = threadIds.map((id) => readingId(id, personId));
    const found = await readings.find({ _id: { $in: ids } }).lean();
    return new Map(found.map(({ threadId, seenAt }) => [threadId, seenAt]));
  },

  see: async (threadId: string, personId: string): Promise<void> => {
    const _id = readingId(threadId, personId);
    await readings.updateOne(
      { _id },
      { $set: { threadId, personId, seenAt: clock.now() } },
      { upsert: true },
    );
  },
});

/** Threads of classes, what was said in them, and who has read how far. */
export function makeDiscussionStore({ connection, clock }: { connection: Connection; clock: Clock }) {
  const parts = { threads: threadModel(connection), posts: postModel(connection), clock };
  const readings = threadReadingModel(connection);
  const { reportModel, ...reports } = makePostReports({ connection, ...parts });
  return {
    models: [parts.threads, parts.posts, readings, reportModel],
    ...makeFinding(parts),
    ...makeWriting(parts),
    ...makeModerating(parts),
    ...makeSeeing(readings, clock),
    ...reports,
  };
}

export type DiscussionStore = ReturnType<typeof makeDiscussionStore>;
