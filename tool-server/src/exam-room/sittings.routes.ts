import {
  ChangeSitting,
  Code,
  GiveSeats,
  MakeSitting,
  SeatTaken,
  SeatsGiven,
  Sittings,
  TakeSeat,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { may } from '../policies/index.ts';
import { getExamSession, isTrial, readBody, requireMay, type CurrentSession } from '../sessions/index.ts';
import type { ExamRoom } from './make-exam-room.ts';

const ExamParams = z.object({ code: Code });
const SittingParams = z.object({ code: Code, id: z.string().min(1).max(100) });

const placeOf = (req: Request) => {
  const { params } = parseRequest(req, { params: ExamParams });
  return getExamSession(req, params.code);
};

/** Who does something, and where. */
const doingOf = (req: Request) => {
  const { session, place } = placeOf(req);
  return { session, doing: { ...place, by: session.personId } };
};

/** Answers how the sittings are now. */
async function answer(room: ExamRoom, session: CurrentSession, req: Request, res: Response): Promise<void> {
  const view = await room.viewSittings(placeOf(req).place, may(session, 'time.change'));
  if (view) res.json(Sittings.parse(view));
  else sendProblem(res, { code: 'exam_not_found' });
}

/** Sittings as those change them who look after an exam. */
function changeRoutes(room: ExamRoom): Router {
  const router = Router();

  router.post('/exams/:code/sittings', requireMay('time.change'), async (req, res) => {
    const { session, doing } = doingOf(req);
    const result = await room.makeSitting(doing, await readBody(req, MakeSitting));
    if (result.ok) await answer(room, session, req, res);
    else sendProblem(res, result.error);
  });

  router.put('/exams/:code/sittings/:id', requireMay('time.change'), async (req, res) => {
    const { params } = parseRequest(req, { params: SittingParams });
    const { session, doing } = doingOf(req);
    const result = await room.changeSitting(doing, params.id, await readBody(req, ChangeSitting));
    if (result.ok) await answer(room, session, req, res);
    else sendProblem(res, result.error);
  });

  router.post('/exams/:code/sittings/:id/removal', requireMay('time.change'), async (req, res) => {
    const { params } = parseRequest(req, { params: SittingParams });
    const { session, doing } = doingOf(req);
    const result = await room.removeSitting(doing, params.id);
    if (result.ok) await answer(room, session, req, res);
    else sendProblem(res, result.error);
  });

  router.put('/exams/:code/seats', requireMay('time.change'), async (req, res) => {
    const { session, doing } = doingOf(req);
    const { sitting, people } = await readBody(req, GiveSeats);
    for (const personId of people)
      if (!(await room.belongsToCourse(personId, session)))
        throw new ProblemError({ code: 'person_not_found' });
    const result = await room.giveSeats(doing, sitting, people);
    if (result.ok) res.json(SeatsGiven.parse({ seated: result.seated }));
    else sendProblem(res, result.error);
  });

  return router;
}

/** `/api/exams/:code/sittings`: when an exam is sat by whom, and with which code. */
export function sittingRoutes(room: ExamRoom): Router {
  const router = Router().use(changeRoutes(room));

  router.get('/exams/:code/sittings', requireMay('class.see'), async (req, res) => {
    await answer(room, placeOf(req).session, req, res);
  });

  router.put('/exams/:code/seat', async (req, res) => {
    const { session, doing } = doingOf(req);
    // Who teaches sits in none.
    if (isTrial(session)) throw new ProblemError({ code: 'not_permitted' });
    const { sitting } = await readBody(req, TakeSeat);
    const result = await room.takeSeat(doing, sitting);
    if (result.ok) res.json(SeatTaken.parse({ sitting }));
    else sendProblem(res, result.error);
  });

  return router;
}
