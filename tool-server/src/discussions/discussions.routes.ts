import {
  AskClass,
  HidePost,
  MarkThreadAnswer,
  ReportPost,
  SetThreadState,
  Thread,
  ThreadList,
  ThreadsQuery,
  WritePost,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ClassParams, type GetClass } from '../class-home/index.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import { may } from '../policies/index.ts';
import { readBody, requireMay } from '../sessions/index.ts';
import type { DiscussionStore } from './discussion-store.ts';
import type { StoredThread } from './thread.model.ts';
import type { makeViewThread, makeViewThreads } from './views.ts';

interface Deps {
  getClass: GetClass;
  store: DiscussionStore;
  viewThreads: ReturnType<typeof makeViewThreads>;
  viewThread: ReturnType<typeof makeViewThread>;
}

const ThreadParams = ClassParams.extend({ thread: z.string().max(64) });
const PostParams = ThreadParams.extend({ post: z.string().max(64) });

const AT = '/classes/:code/threads';

type Asked = Awaited<ReturnType<GetClass>>;

/** Finds the thread that a request is about, and answers how it is after. @throws ProblemError for one of none, or another */
function makeThreads({ getClass, store, viewThread }: Omit<Deps, 'viewThreads'>) {
  const find = async (classId: string, id: string): Promise<StoredThread> => {
    const thread = await store.find(classId, id);
    if (!thread) throw new ProblemError({ code: 'thread_not_found' });
    return thread;
  };
  const getThread = async (req: Request): Promise<Asked & { thread: StoredThread }> => {
    const asked = await getClass(req);
    const { thread } = parseRequest(req, { params: ThreadParams }).params;
    return { ...asked, thread: await find(asked.found.id, thread) };
  };
  const answer = async (res: Response, { session, found }: Asked, id: string): Promise<void> => {
    res.json(Thread.parse(await viewThread(session, found, await find(found.id, id))));
  };
  return { getThread, answer };
}

/** What those do to threads who look after the class. */
function moderatingRoutes(deps: Deps): Router {
  const router = Router();
  const { store } = deps;
  const { getThread, answer } = makeThreads(deps);
  const lead = requireMay('class.lead');

  router.put(`${AT}/:thread/state`, lead, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    await store.setState(thread._id, await readBody(req, SetThreadState));
    await answer(res, { session, found }, thread._id);
  });

  router.put(`${AT}/:thread/posts/:post/hidden`, lead, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    const { reason } = await readBody(req, HidePost);
    const { post } = parseRequest(req, { params: PostParams }).params;
    if (!(await store.hide(thread._id, post, reason))) throw new ProblemError({ code: 'post_not_found' });
    // Whoever hides a post, or shows it again, has looked at it.
    await store.settleReports(found.id, post);
    await answer(res, { session, found }, thread._id);
  });

  return router;
}

/** What members report of each other's posts, and that those have seen it who look after the class. */
function reportingRoutes(deps: Deps): Router {
  const router = Router();
  const { store } = deps;
  const { getThread, answer } = makeThreads(deps);

  router.post(`${AT}/:thread/posts/:post/reports`, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    const { reason } = await readBody(req, ReportPost);
    const { post: postId } = parseRequest(req, { params: PostParams }).params;
    if (!(await store.canReport(thread._id, postId, session.personId)))
      throw new ProblemError({ code: 'post_not_found' });
    const said = { classId: found.id, postId, by: session.personId, reason };
    if (!(await store.report(said))) throw new ProblemError({ code: 'too_many_requests' });
    await answer(res, { session, found }, thread._id);
  });

  router.post(`${AT}/:thread/posts/:post/reports/settled`, requireMay('class.lead'), async (req, res) => {
    const { session, found, thread } = await getThread(req);
    await readBody(req, z.strictObject({}));
    await store.settleReports(found.id, parseRequest(req, { params: PostParams }).params.post);
    await answer(res, { session, found }, thread._id);
  });

  return router;
}

/** `/api/classes/:code/threads`: what a class asks and answers among itself. */
export function discussionsRoutes(deps: Deps): Router {
  const { getClass, store, viewThreads, viewThread } = deps;
  const router = Router();
  const { getThread, answer } = makeThreads(deps);

  router.get(AT, async (req, res) => {
    const { query } = parseRequest(req, { query: ThreadsQuery });
    const { session, found } = await getClass(req);
    res.json(ThreadList.parse(await viewThreads(session, found, query)));
  });

  router.post(AT, async (req, res) => {
    const { session, found } = await getClass(req);
    const { title, text, topic } = await readBody(req, AskClass);
    if (topic !== undefined && !found.topics.some(({ code }) => code === topic))
      throw new ProblemError({ code: 'topic_not_found' });
    const asked = await store.ask({ classId: found.id, by: session.personId, title, text, topic });
    if (!asked.ok) throw new ProblemError({ code: asked.code });
    await store.see(asked.id, session.personId);
    await answer(res, { session, found }, asked.id);
  });

  router.get(`${AT}/:thread`, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    res.json(Thread.parse(await viewThread(session, found, thread)));
  });

  router.post(`${AT}/:thread/reading`, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    await readBody(req, z.strictObject({}));
    await store.see(thread._id, session.personId);
    await answer(res, { session, found }, thread._id);
  });

  router.post(`${AT}/:thread/posts`, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    const { text, quotes } = await readBody(req, WritePost);
    if (thread.locked && !may(session, 'class.lead')) throw new ProblemError({ code: 'thread_locked' });
    const said = { classId: found.id, by: session.personId, text, ...(quotes !== undefined && { quotes }) };
    const refusal = await store.reply(thread._id, said);
    if (refusal) throw new ProblemError({ code: refusal });
    await store.see(thread._id, session.personId);
    await answer(res, { session, found }, thread._id);
  });

  router.put(`${AT}/:thread/answer`, async (req, res) => {
    const { session, found, thread } = await getThread(req);
    const { post } = await readBody(req, MarkThreadAnswer);
    const isTheirs = thread.by === session.personId && !thread.locked;
    if (!isTheirs && !may(session, 'class.lead')) throw new ProblemError({ code: 'not_permitted' });
    if (!(await store.setAnswer(thread._id, post))) throw new ProblemError({ code: 'post_not_found' });
    await answer(res, { session, found }, thread._id);
  });

  return router.use(moderatingRoutes(deps), reportingRoutes(deps));
}
