import {
  AnswersSaved,
  CheckAnswer,
  SaveAnswers,
  SubmitAttempt,
  TakeOverAttempt,
  type AttemptResult,
  type CheckedAnswer,
  type LearnerAttempt,
} from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import { parseRequest, sendProblem } from '../http/index.ts';
import { getSession, readBody } from '../sessions/index.ts';
import type { Beside } from './attempt-store.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { makeCheckAnswer } from './check-answer.ts';
import type { FindEnded } from './end-overdue.ts';
import type { HoldAttempt } from './hold-attempt.ts';
import type { makeSaveAnswers } from './save-answers.ts';
import type { makeSubmitAttempt } from './submit-attempt.ts';

interface Deps {
  holdAttempt: HoldAttempt;
  saveAnswers: ReturnType<typeof makeSaveAnswers>['saveAnswers'];
  submitAttempt: ReturnType<typeof makeSubmitAttempt>;
  checkAnswer: ReturnType<typeof makeCheckAnswer>;
  checkedOf: (attempt: Attempt, slot: number) => Promise<CheckedAnswer>;
  findEnded: FindEnded;
  viewOf: (attempt: Attempt) => Promise<LearnerAttempt>;
  resultOf: (attempt: EndedAttempt, beside?: Beside) => Promise<AttemptResult>;
}

const AttemptParams = z.object({ id: z.string().min(1).max(100) });

/** `/api/attempts`: an attempt of one's own, from any link: a device may come back through another one. */
export function attemptRoutes(deps: Deps): Router {
  const { holdAttempt, saveAnswers, checkAnswer, submitAttempt, findEnded, ...views } = deps;
  const { viewOf, checkedOf, resultOf } = views;
  const router = Router();

  router.put('/attempts/:id/device', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { personId } = getSession(req);
    const body = await readBody(req, TakeOverAttempt);
    const result = await holdAttempt({
      ...{ attemptId: params.id, personId, device: body.device },
      address: req.ip ?? '',
    });
    if (result.ok) res.json(await viewOf(result.attempt));
    else sendProblem(res, result.error);
  });

  router.patch('/attempts/:id/answers', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { personId } = getSession(req);
    const body = await readBody(req, SaveAnswers);
    const result = await saveAnswers({ attemptId: params.id, personId, ...body });
    if (result.ok) res.json(AnswersSaved.parse(result.saved));
    else sendProblem(res, result.error);
  });

  router.post('/attempts/:id/checks', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { personId } = getSession(req);
    const body = await readBody(req, CheckAnswer);
    const result = await checkAnswer({ attemptId: params.id, personId, ...body });
    if (result.ok) res.json(await checkedOf(result.attempt, result.slot));
    else sendProblem(res, result.error);
  });

  router.post('/attempts/:id/submit', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { personId, item, linkId } = getSession(req);
    const body = await readBody(req, SubmitAttempt);
    const cameBy =
      item?.kind === 'exam' && linkId !== undefined ? { examCode: item.code, linkId } : undefined;
    const result = await submitAttempt({ attemptId: params.id, personId, cameBy, ...body });
    if (result.ok) res.json(await resultOf(result.attempt, result.beside));
    else sendProblem(res, result.error);
  });

  router.get('/attempts/:id/result', async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const result = await findEnded(params.id, getSession(req).personId);
    if (result.ok) res.json(await resultOf(result.attempt));
    else sendProblem(res, result.error);
  });

  return router;
}
