import { GradebookQuery, GradebookView, GradesRetried, LedgerEntry, RosterRead } from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { getSession, requireRole } from '../sessions/index.ts';
import type { Gradebook } from './make-gradebook.ts';

const linkOf = (req: Request): string => {
  const { linkId } = getSession(req);
  if (linkId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return linkId;
};

/** Tells when whoever asked has gone before they had an answer. */
function goneOf(res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}

/** `/api/gradebook`: the class at a link and the ledger of its grades, for those who teach it. */
export function gradebookRoutes(
  gradebook: Pick<Gradebook, 'view' | 'readRoster' | 'retry' | 'worker'>,
): Router {
  const router = Router();
  router.use('/gradebook', requireRole('lecturer', 'organiser', 'administrator'));

  router.get('/gradebook', async (req, res) => {
    const { query } = parseRequest(req, { query: GradebookQuery });
    const result = await gradebook.view(getSession(req), query);
    if (result.ok) res.json(GradebookView.parse(result.view));
    else sendProblem(res, result.error);
  });

  router.post('/gradebook/roster', async (req, res) => {
    const { contextId } = getSession(req);
    const result = contextId === undefined ? undefined : await gradebook.readRoster(contextId, goneOf(res));
    if (!result) sendProblem(res, { code: 'roster_not_offered' });
    else if (!result.ok) sendProblem(res, result.error);
    else
      res.json(
        RosterRead.parse({ members: result.members, at: result.at.toISOString(), gap: result.gap ?? null }),
      );
  });

  router.post('/gradebook/grades/:gradeId/retry', async (req, res) => {
    const { params } = parseRequest(req, { params: z.object({ gradeId: z.string() }) });
    const result = await gradebook.retry.one(linkOf(req), params.gradeId);
    if (!result.ok) {
      sendProblem(res, result.error);
      return;
    }
    gradebook.worker.nudge();
    res.json(LedgerEntry.parse(result.entry));
  });

  router.post('/gradebook/retry', async (req, res) => {
    const count = await gradebook.retry.all(linkOf(req));
    gradebook.worker.nudge();
    res.json(GradesRetried.parse({ count }));
  });

  return router;
}
