import { Accommodation, Code, ExamStart, StartAttempt, type LearnerAttempt } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { ProblemError, parseRequest, sendProblem } from '../http/index.ts';
import { getItemSession, requireRole, type SessionData } from '../sessions/index.ts';
import type { Accommodations } from './accommodations.ts';
import type { Taker } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { makeExamStart } from './exam-start.ts';
import type { makeStartAttempt } from './start-attempt.ts';

interface Deps {
  examStart: ReturnType<typeof makeExamStart>;
  startAttempt: ReturnType<typeof makeStartAttempt>;
  giveAccommodation: Accommodations['give'];
  personExists: (personId: string, platformId: string) => Promise<boolean>;
  viewOf: (attempt: Attempt) => Promise<LearnerAttempt>;
}

const ExamParams = z.object({ code: Code });
const AccommodationParams = z.object({ code: Code, personId: z.string().min(1).max(200) });

/** The session of a request about an exam, and whose attempts it is about. */
function takerOf(req: Request, examCode: string): { session: SessionData; taker: Taker } {
  const session = getItemSession(req, { kind: 'exam', code: examCode });
  if (session.linkId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return { session, taker: { personId: session.personId, examCode, linkId: session.linkId } };
}

/** `/api/exams`: the page before the exam, starting, accommodations. */
export function examRoutes({
  examStart,
  startAttempt,
  giveAccommodation,
  personExists,
  viewOf,
}: Deps): Router {
  const router = Router();

  router.get('/exams/:code', async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    const { taker } = takerOf(req, params.code);
    const result = await examStart(taker);
    if (result.ok) res.json(ExamStart.parse(result.exam));
    else sendProblem(res, result.error);
  });

  router.post('/exams/:code/attempts', requireRole('learner'), async (req, res) => {
    const { params, body } = parseRequest(req, { params: ExamParams, body: StartAttempt });
    const { session, taker } = takerOf(req, params.code);
    const { platformId, contextId } = session;
    const result = await startAttempt({ ...taker, platformId, contextId, device: body.device });
    if (result.ok) res.json(await viewOf(result.attempt));
    else sendProblem(res, result.error);
  });

  router.put('/exams/:code/accommodations/:personId', requireRole('lecturer'), async (req, res) => {
    const { params, body } = parseRequest(req, { params: AccommodationParams, body: Accommodation });
    const { session, taker } = takerOf(req, params.code);
    const { personId } = params;
    if (!(await personExists(personId, session.platformId))) sendProblem(res, { code: 'person_not_found' });
    else
      res.json(Accommodation.parse(await giveAccommodation({ ...taker, personId }, body, session.personId)));
  });

  return router;
}
