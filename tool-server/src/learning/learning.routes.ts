import { Code, Locale, RecordProgress, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import { getTopicBeside, type Catalogue } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import { parseRequest, sendProblem } from '../http/index.ts';
import { readBody } from '../sessions/index.ts';
import type { Progress } from './progress.model.ts';
import type { makeRecordProgress } from './record-progress.ts';
import { countedIds, progressView, sectionIds, topicPage } from './topic-page.ts';

interface Deps {
  catalogue: Catalogue;
  findProgress: (personId: string, topicCode: string) => Promise<Progress | null>;
  addressOf: Files['addressOf'];
  recordProgress: ReturnType<typeof makeRecordProgress>;
}

const TopicParams = z.object({ code: Code });
const TopicQuery = z.object({ language: Locale.optional() });

/** `/api/topics`: reading a topic, and how far it has been read. */
export function learningRoutes({ catalogue, findProgress, addressOf, recordProgress }: Deps): Router {
  const router = Router();

  router.get('/topics/:code', async (req, res) => {
    const { params, query } = parseRequest(req, { params: TopicParams, query: TopicQuery });
    const { session, found } = await getTopicBeside(catalogue, req, params.code);
    const progress = await findProgress(session.personId, params.code);
    res.json(
      TopicPage.parse(topicPage(found, progress, { asked: query.language ?? session.locale, addressOf })),
    );
  });

  router.post('/topics/:code/progress', async (req, res) => {
    const { params } = parseRequest(req, { params: TopicParams });
    const { session, found } = await getTopicBeside(catalogue, req, params.code);
    const body = await readBody(req, RecordProgress);
    const sections = sectionIds(found);
    const { revision } = found.topic;
    // Who began before the newest edition was issued goes on with theirs: what that dropped is no fault of theirs.
    const isOlder = body.revision !== undefined && body.revision !== revision;
    const read = isOlder ? body.read.filter((section) => sections.includes(section)) : body.read;
    const { seconds, materials = [] } = body;
    const kinds = new Map(found.topic.materials?.map(({ id, kind }) => [id, kind]));
    const report = { session, topicCode: params.code, sections, counted: countedIds(found), read, seconds };
    const evidence = materials.flatMap(({ id, ...seen }) => {
      const kind = kinds.get(id);
      // How a self-check went the server knows by itself.
      return kind && kind !== 'check' ? [{ id, kind, ...seen }] : [];
    });
    const result = await recordProgress({ ...report, evidence });
    if (result.ok) res.json(TopicProgress.parse(progressView(result.progress, sections, revision)));
    else sendProblem(res, result.error);
  });

  return router;
}
