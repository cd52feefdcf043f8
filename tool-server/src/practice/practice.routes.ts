import {
  AnswerPractice,
  Code,
  PracticeFeedback,
  PracticeRound,
  PracticeStart,
  StartPractice,
} from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import { getTopicBeside, type Catalogue } from '../catalogue/index.ts';
import { parseRequest, sendProblem } from '../http/index.ts';
import { getSession, isTrial, readBody } from '../sessions/index.ts';
import type { makeAnswerQuestion } from './answer-question.ts';
import type { makePracticeViews } from './practice-views.ts';
import type { NoteCheck } from './note-check.ts';
import type { makeStartCheck } from './start-check.ts';
import type { makeStartRound } from './start-round.ts';

interface Deps {
  catalogue: Catalogue;
  startRound: ReturnType<typeof makeStartRound>;
  startCheck: ReturnType<typeof makeStartCheck>;
  noteCheck: NoteCheck;
  answerQuestion: ReturnType<typeof makeAnswerQuestion>;
  views: ReturnType<typeof makePracticeViews>;
}

const TopicParams = z.object({ code: Code });
const RoundParams = z.object({ id: z.string().min(1).max(100) });
const AnswerParams = RoundParams.extend({ slot: z.coerce.number().int().min(1).max(500) });

/** `/api/practice`: practising a topic of the programme that the session's link opens something of. */
export function practiceRoutes({ catalogue, answerQuestion, noteCheck, views, ...start }: Deps): Router {
  const router = Router();

  router.get('/practice/rounds/:id', async (req, res) => {
    const { params } = parseRequest(req, { params: RoundParams });
    const round = await views.findRound(params.id, getSession(req).personId);
    if (round) res.json(PracticeRound.parse(await views.roundView(round)));
    else sendProblem(res, { code: 'practice_not_found' });
  });

  router.put('/practice/rounds/:id/answers/:slot', async (req, res) => {
    const { params } = parseRequest(req, { params: AnswerParams });
    const session = getSession(req);
    const { personId } = session;
    const body = await readBody(req, AnswerPractice);
    const { id: roundId, slot } = params;
    const result = await answerQuestion({ roundId, personId, slot, response: body.response });
    if (result.ok) {
      await noteCheck(session, result.round);
      res.json(PracticeFeedback.parse(result.feedback));
    } else sendProblem(res, result.error);
  });

  router.get('/practice/:code', async (req, res) => {
    const { params } = parseRequest(req, { params: TopicParams });
    const { session, found } = await getTopicBeside(catalogue, req, params.code);
    res.json(PracticeStart.parse(await views.startView(found, session.personId)));
  });

  router.post('/practice/:code/rounds', async (req, res) => {
    const { params } = parseRequest(req, { params: TopicParams });
    const { session, found } = await getTopicBeside(catalogue, req, params.code);
    const { check: material, ...wanted } = await readBody(req, StartPractice);
    const { personId, platformId, contextId, linkId } = session;
    const who = {
      personId,
      platformId,
      ...(contextId !== undefined && { contextId }),
      ...(linkId !== undefined && { linkId }),
      ...(isTrial(session) && { trial: true as const }),
    };
    const result = await (material === undefined
      ? start.startRound({ found, who, ...wanted })
      : start.startCheck({ found, who, material }));
    if (result.ok) res.json(PracticeRound.parse(await views.roundView(result.round)));
    else sendProblem(res, result.error);
  });

  return router;
}
