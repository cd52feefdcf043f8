import type { Thread, ThreadList } from '@chuyen-de/contracts';
import type { FoundClass } from '../class-home/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import { may } from '../policies/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { DiscussionStore } from './discussion-store.ts';
import type { StoredPost } from './post.model.ts';
import type { StoredThread } from './thread.model.ts';

const PAGE_SIZE = 20;

interface Deps {
  store: DiscussionStore;
  namesById: NamesById;
}
type Names = ReadonlyMap<string, string | undefined>;

const headOf = (thread: StoredThread, { topics }: FoundClass, names: Names) => {
  const topic = topics.find(({ code }) => code === thread.topic);
  return {
    id: thread._id,
    title: thread.title,
    topic: topic ? { code: topic.code, title: topic.title } : null,
    by: thread.by === undefined ? null : nameIn(names, thread.by),
    at: thread.at.toISOString(),
    pinned: thread.pinned,
    locked: thread.locked,
    answered: thread.answer !== undefined,
  };
};

/** The threads of a class, a page of them, and how many have something that the reader has not read. */
export const makeViewThreads =
  ({ store, namesById }: Deps) =>
  async (
    session: CurrentSession,
    found: FoundClass,
    { search, topic, page }: { search: string; topic?: string | undefined; page: number },
  ): Promise<ThreadList> => {
    const [all, having, reported] = await Promise.all([
      store.listOf(found.id),
      search.trim() === '' ? undefined : store.having(found.id, search),
      may(session, 'class.lead') ? store.reportedThreads(found.id) : new Set<string>(),
    ]);
    const listed = all.filter(
      (thread) => (!having || having.has(thread._id)) && (topic === undefined || thread.topic === topic),
    );
    const seen = await store.seenBy(
      session.personId,
      all.map(({ _id }) => _id),
    );
    const isUnread = ({ _id, lastAt }: StoredThread): boolean => (seen.get(_id) ?? new Date(0)) < lastAt;
    const { from, to, ...place } = pageOf(listed.length, page, PAGE_SIZE);
    const shown = listed.slice(from, to);
    const [names, counts] = await Promise.all([
      namesById(shown.flatMap(({ by }) => by ?? [])),
      store.countPosts(shown.map(({ _id }) => _id)),
    ]);
    const threads = shown.map((thread) => ({
      ...headOf(thread, found, names),
      posts: counts.get(thread._id) ?? 0,
      lastAt: thread.lastAt.toISOString(),
      unread: isUnread(thread),
      reported: reported.has(thread._id),
    }));
    const topics = found.topics.map(({ code, title }) => ({ code, title }));
    return { threads, topics, unread: all.filter(isUnread).length, found: listed.length, ...place };
  };

interface Reading {
  posts: ReadonlyMap<string, StoredPost>;
  names: Names;
  answer: string | undefined;
  moderates: boolean;
  reader: string;
  reports: ReadonlyMap<string, { by: string; reason: string }[]>;
}

/** A post as its reader may see it: what is hidden is shown to those alone who moderate. */
function postView(
  post: StoredPost,
  { posts, names, answer, moderates, reader, reports }: Reading,
): Thread['posts'][number] {
  const reported = reports.get(post._id) ?? [];
  const mayReport = post.by !== reader && post.hidden === undefined;
  const quoted = post.quotes === undefined ? undefined : posts.get(post.quotes);
  const isShown = (one: StoredPost): boolean => moderates || one.hidden === undefined;
  return {
    id: post._id,
    by: nameIn(names, post.by),
    at: post.at.toISOString(),
    text: isShown(post) ? post.text : null,
    hidden: post.hidden ?? null,
    quotes:
      quoted && isShown(post) && isShown(quoted)
        ? { by: nameIn(names, quoted.by), text: quoted.text.slice(0, 500) }
        : null,
    isAnswer: post._id === answer,
    reported: mayReport ? reported.some(({ by }) => by === reader) : null,
    reports: moderates ? reported.map(({ reason }) => reason) : null,
  };
}

/** A thread with all that was said in it. */
export const makeViewThread =
  ({ store, namesById }: Deps) =>
  async (session: CurrentSession, found: FoundClass, thread: StoredThread): Promise<Thread> => {
    const posts = await store.postsOf(thread._id);
    const byId = new Map(posts.map((post) => [post._id, post]));
    const [names, reports] = await Promise.all([
      namesById([...posts.map(({ by }) => by), ...(thread.by === undefined ? [] : [thread.by])]),
      store.reportsOf(
        found.id,
        posts.map(({ _id }) => _id),
      ),
    ]);
    const moderates = may(session, 'class.lead');
    const reading: Reading = {
      posts: byId,
      names,
      answer: thread.answer,
      moderates,
      reader: session.personId,
      reports,
    };
    return {
      ...headOf(thread, found, names),
      posts: posts.map((post) => postView(post, reading)),
      can: {
        reply: moderates || !thread.locked,
        answer: moderates || (!thread.locked && thread.by === session.personId),
        moderate: moderates,
      },
    };
  };
