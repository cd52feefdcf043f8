import { GradebookQuery, GradebookView, GradesRetried, LedgerEntry, RosterRead } from '@chuyen-de/contracts';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { makeFileDoor, onceGone, parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { answerByStream, getLinkSession, getSession, requireMay } from '../sessions/index.ts';
import type { Gradebook } from './make-gradebook.ts';
import { resultSheet } from './result-sheet.ts';

/** Tells when whoever asked has gone before they had an answer. */
function goneOf(res: Response): AbortSignal {
  const gone = new AbortController();
  onceGone(res, () => gone.abort());
  return gone.signal;
}

/** How soon a page that got no stream may ask for one again. */
const STREAM_RETRY_SECONDS = 60;

/** `GET /api/gradebook/changes`: what changes of a page of the class, as server-sent events. */
function changesRoute({ streams }: Pick<Gradebook, 'streams'>): Router {
  const router = Router();
  router.get('/gradebook/changes', (req, res) => {
    const { query } = parseRequest(req, { query: GradebookQuery });
    if (getLinkSession(req).item === undefined) throw new ProblemError({ code: 'not_in_this_link' });
    answerByStream(req, res, {
      hasRoom: streams.hasRoom,
      open: (listener) => streams.open(listener, query),
      retrySeconds: STREAM_RETRY_SECONDS,
    });
  });
  return router;
}

/** Files of classes under way at a time. */
const MOST_FILES = { ofAll: 8, ofLms: 4 };
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `GET /api/gradebook/results.xlsx`: the results of everybody in the class, as a file. */
function resultsRoute({ view }: Pick<Gradebook, 'view'>): Router {
  const router = Router();
  const handOutFile = makeFileDoor(MOST_FILES);
  router.get('/gradebook/results.xlsx', async (req, res) => {
    const session = getSession(req);
    const readPage = (page: number) => view(session, { filter: 'all', order: 'name', search: '', page });
    const first = await readPage(1);
    if (!first.ok) {
      sendProblem(res, first.error);
      return;
    }
    const readNext = async (page: number) => {
      const next = await readPage(page);
      return next.ok ? next.view : undefined;
    };
    await handOutFile(res, {
      lms: session.platformId,
      type: WORKBOOK,
      name: 'results.xlsx',
      pieces: () => resultSheet(first.view, readNext, session.locale),
    });
  });
  return router;
}

/** `/api/gradebook`: the class at a link and the ledger of its grades, for those who look after it. */
export function gradebookRoutes(
  gradebook: Pick<Gradebook, 'view' | 'streams' | 'readRoster' | 'retry' | 'worker'>,
): Router {
  const router = Router();
  router.use('/gradebook', requireMay('class.see'));
  router.use(changesRoute(gradebook));
  router.use(resultsRoute(gradebook));

  router.get('/gradebook', async (req, res) => {
    const { query } = parseRequest(req, { query: GradebookQuery });
    const result = await gradebook.view(getSession(req), query);
    if (result.ok) res.json(GradebookView.parse(result.view));
    else sendProblem(res, result.error);
  });

  router.post('/gradebook/roster', requireMay('class.readRoster'), async (req, res) => {
    const { contextId } = getSession(req);
    const result = contextId === undefined ? undefined : await gradebook.readRoster(contextId, goneOf(res));
    if (!result) sendProblem(res, { code: 'roster_not_offered' });
    else if (!result.ok) sendProblem(res, result.error);
    else
      res.json(
        RosterRead.parse({ members: result.members, at: result.at.toISOString(), gap: result.gap ?? null }),
      );
  });

  router.post('/gradebook/grades/:gradeId/retry', requireMay('class.sendGrades'), async (req, res) => {
    const { params } = parseRequest(req, { params: z.object({ gradeId: z.string() }) });
    const result = await gradebook.retry.one(getLinkSession(req).linkId, params.gradeId);
    if (!result.ok) {
      sendProblem(res, result.error);
      return;
    }
    gradebook.worker.nudge();
    res.json(LedgerEntry.parse(result.entry));
  });

  router.post('/gradebook/retry', requireMay('class.sendGrades'), async (req, res) => {
    const count = await gradebook.retry.all(getLinkSession(req).linkId);
    gradebook.worker.nudge();
    res.json(GradesRetried.parse({ count }));
  });

  return router;
}
