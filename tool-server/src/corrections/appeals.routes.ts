import {
  AppealEntry,
  AppealList,
  AppealsQuery,
  AskAppeal,
  AttemptAppeals,
  Code,
  DecideAppeal,
  type LanguageMap,
} from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import type { Exams } from '../exams/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { may, scopesOfCorrection } from '../policies/index.ts';
import { getExamSession, getSession, readBody, requireMay, type CurrentSession } from '../sessions/index.ts';
import type { makeAskAppeal } from './ask-appeal.ts';
import { scopeOf } from './corrections.routes.ts';
import type { makeDecideAppeal } from './decide-appeal.ts';
import type { ViewAppeals } from './view-appeals.ts';

interface Deps {
  exams: Pick<Exams, 'findStored'>;
  askAppeal: ReturnType<typeof makeAskAppeal>;
  decideAppeal: ReturnType<typeof makeDecideAppeal>;
  viewAppeals: ViewAppeals;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

const AttemptParams = z.object({ id: z.string().min(1).max(100) });
const ExamParams = z.object({ code: Code });
const AppealParams = z.object({ code: Code, id: z.string().min(1).max(100) });

const viewer = (session: CurrentSession) => ({
  scopes: scopesOfCorrection(session),
  mayDecide: may(session, 'questions.correct'),
});

/** `/api/attempts/:id/appeals` for learners; `/api/exams/:code/appeals` for those who teach. */
export function appealRoutes({ exams, askAppeal, decideAppeal, viewAppeals, titleOf }: Deps): Router {
  const router = Router();

  router.get('/attempts/:id/appeals', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const attempt = await exams.findStored(params.id);
    if (attempt?.personId !== getSession(req).personId || attempt.state === 'removed')
      throw new ProblemError({ code: 'attempt_not_found' });
    res.json(AttemptAppeals.parse(await viewAppeals.ofAttempt(attempt)));
  });

  router.post('/attempts/:id/appeals', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { personId } = getSession(req);
    const body = await readBody(req, AskAppeal);
    const result = await askAppeal({ attemptId: params.id, personId, ...body });
    if (result.ok) res.status(201).json(AttemptAppeals.parse(await viewAppeals.ofAttempt(result.attempt)));
    else sendProblem(res, result.error);
  });

  router.get('/exams/:code/appeals', requireMay('questions.correct'), async (req, res) => {
    const { params, query } = parseRequest(req, { params: ExamParams, query: AppealsQuery });
    const { session, place } = getExamSession(req, params.code);
    const list = await viewAppeals.list(place, viewer(session), query);
    res.json(AppealList.parse({ title: (await titleOf(params.code)) ?? { vi: params.code }, ...list }));
  });

  router.post('/exams/:code/appeals/:id/decision', requireMay('questions.correct'), async (req, res) => {
    const { params } = parseRequest(req, { params: AppealParams });
    const { session, place } = getExamSession(req, params.code);
    const { scope, ...decision } = await readBody(req, DecideAppeal);
    const deciding = { ...place, ...decision, appealId: params.id, by: session.personId };
    const result = await decideAppeal({ ...deciding, scope: scopeOf(session, scope) });
    if (result.ok) res.json(AppealEntry.parse(await viewAppeals.entryOf(result.appeal, viewer(session))));
    else sendProblem(res, result.error);
  });

  return router;
}
