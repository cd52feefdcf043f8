import {
  AskClass,
  Code,
  HidePost,
  MarkThreadAnswer,
  SetThreadState,
  Thread,
  ThreadList,
  ThreadsQuery,
  WritePost,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { FindClass, FoundClass } from '../class-home/index.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import { may } from '../policies/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { DiscussionStore } from './discussion-store.ts';
import type { StoredThread } from './thread.model.ts';
import type { makeViewThread, makeViewThreads } from './views.ts';

interface Deps {
  findClass: FindClass;
  store: DiscussionStore;
  viewThreads: ReturnType<typeof makeViewThreads>;
  viewThread: ReturnType<typeof makeViewThread>;
}

const ClassParams = z.object({ code: Code });
const ThreadParams = ClassParams.extend({ thread: z.string().max(64) });
const PostParams = ThreadParams.extend({ post: z.string().max(64) });

const AT = '/classes/:code/threads';

/** Finds what requests are about. @throws ProblemError for another link's class, and for a thread of none or another */
function makeFinders({ findClass, store, viewThread }: Deps) {
  const getClass = async (req: Request): Promise<FoundClass> => {
    const found = await findClass(getSession(req), parseRequest(req, { params: ClassParams }).params.code);
    if (!found) throw new ProblemError({ code: 'not_in_this_link' });
    return found;
  };
  const getThread = async (req: Request): Promise<{ found: FoundClass; thread: StoredThread }> => {
    const found = await getClass(req);
    const thread = await store.find(found.id, parseRequest(req, { params: ThreadParams }).params.thread);
    if (!thread) throw new ProblemError({ code: 'thread_not_found' });
    return { found, thread };
  };
  const answer = async (req: Request, res: Response): Promise<void> => {
    const { found, thread } = await getThread(req);
    res.json(Thread.parse(await viewThread(getSession(req), found, thread)));
  };
  return { getClass, getThread, answer };
}

/** What those do to threads who look after the class. */
function moderatingRoutes(deps: Deps): Router {
  const router = Router();
  const { store } = deps;
  const { getThread, answer } = makeFinders(deps);
  const lead = requireMay('class.lead');

  router.put(`${AT}/:thread/state`, lead, async (req, res) => {
    const { thread } = await getThread(req);
    await store.setState(thread._id, await readBody(req, SetThreadState));
    await answer(req, res);
  });

  router.put(`${AT}/:thread/posts/:post/hidden`, lead, async (req, res) => {
    const { thread } = await getThread(req);
    const { reason } = await readBody(req, HidePost);
    const { post } = parseRequest(req, { params: PostParams }).params;
    if (!(await store.hide(thread._id, post, reason))) throw new ProblemError({ code: 'post_not_found' });
    await answer(req, res);
  });

  return router;
}

/** `/api/classes/:code/threads`: what a class asks and answers among itself. */
export function discussionsRoutes(deps: Deps): Router {
  const { store, viewThreads, viewThread } = deps;
  const router = Router();
  const { getClass, getThread, answer } = makeFinders(deps);

  router.get(AT, async (req, res) => {
    const { query } = parseRequest(req, { query: ThreadsQuery });
    res.json(ThreadList.parse(await viewThreads(getSession(req), await getClass(req), query)));
  });

  router.post(AT, async (req, res) => {
    const found = await getClass(req);
    const { title, text, topic } = await readBody(req, AskClass);
    const session = getSession(req);
    if (topic !== undefined && !found.topics.some(({ code }) => code === topic))
      throw new ProblemError({ code: 'topic_not_found' });
    const asked = await store.ask({ classId: found.id, by: session.personId, title, text, topic });
    if (!asked.ok) throw new ProblemError({ code: asked.code });
    await store.see(asked.id, session.personId);
    const thread = await store.find(found.id, asked.id);
    if (!thread) throw new ProblemError({ code: 'thread_not_found' });
    res.json(Thread.parse(await viewThread(session, found, thread)));
  });

  router.get(`${AT}/:thread`, answer);

  router.post(`${AT}/:thread/reading`, async (req, res) => {
    const { thread } = await getThread(req);
    await readBody(req, z.strictObject({}));
    await store.see(thread._id, getSession(req).personId);
    await answer(req, res);
  });

  router.post(`${AT}/:thread/posts`, async (req, res) => {
    const { found, thread } = await getThread(req);
    const { text, quotes } = await readBody(req, WritePost);
    const session = getSession(req);
    if (thread.locked && !may(session, 'class.lead')) throw new ProblemError({ code: 'thread_locked' });
    const said = { classId: found.id, by: session.personId, text, ...(quotes !== undefined && { quotes }) };
    const refusal = await store.reply(thread._id, said);
    if (refusal) throw new ProblemError({ code: refusal });
    await store.see(thread._id, session.personId);
    await answer(req, res);
  });

  router.put(`${AT}/:thread/answer`, async (req, res) => {
    const { thread } = await getThread(req);
    const { post } = await readBody(req, MarkThreadAnswer);
    const session = getSession(req);
    const isTheirs = thread.by === session.personId && !thread.locked;
    if (!isTheirs && !may(session, 'class.lead')) throw new ProblemError({ code: 'not_permitted' });
    if (!(await store.setAnswer(thread._id, post))) throw new ProblemError({ code: 'post_not_found' });
    await answer(req, res);
  });

  return router.use(moderatingRoutes(deps));
}
