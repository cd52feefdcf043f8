import { Code, Locale, RecordProgress, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { findTopicBeside, type Catalogue } from '../catalogue/index.ts';
import { ProblemError, parseRequest, sendProblem } from '../http/index.ts';
import { getSession } from '../sessions/index.ts';
import type { Progress } from './progress.model.ts';
import type { makeRecordProgress } from './record-progress.ts';
import { progressView, sectionIds, topicPage } from './topic-page.ts';

interface Deps {
  catalogue: Catalogue;
  findProgress: (personId: string, topicCode: string) => Promise<Progress | null>;
  recordProgress: ReturnType<typeof makeRecordProgress>;
}

const TopicParams = z.object({ code: Code });
const TopicQuery = z.object({ language: Locale.optional() });

/** `/api/topics`: reading a topic, and how far it has been read. */
export function learningRoutes({ catalogue, findProgress, recordProgress }: Deps): Router {
  const router = Router();

  /** A topic of the programme that the session's link opens something of. */
  async function topicFor(req: Request, code: string) {
    const session = getSession(req);
    const result = await findTopicBeside(catalogue, session.item, code);
    if (!result.ok) throw new ProblemError(result.error);
    return { session, found: result.found };
  }

  router.get('/topics/:code', async (req, res) => {
    const { params, query } = parseRequest(req, { params: TopicParams, query: TopicQuery });
    const { session, found } = await topicFor(req, params.code);
    const progress = await findProgress(session.personId, params.code);
    res.json(TopicPage.parse(topicPage(found, progress, query.language ?? session.locale)));
  });

  router.post('/topics/:code/progress', async (req, res) => {
    const { params, body } = parseRequest(req, { params: TopicParams, body: RecordProgress });
    const { session, found } = await topicFor(req, params.code);
    const sections = sectionIds(found);
    const result = await recordProgress({ session, topicCode: params.code, sections, ...body });
    if (result.ok) res.json(TopicProgress.parse(progressView(result.progress, sections)));
    else sendProblem(res, result.error);
  });

  return router;
}
