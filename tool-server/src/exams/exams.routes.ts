import {
  Accommodation,
  Code,
  ExamStart,
  ExamTrials,
  GiveAccommodation,
  RemoveAttempt,
  RoomDeed,
  RoomDeedDone,
  StartAttempt,
  SupervisedAttempt,
  SupervisedAttempts,
  type LearnerAttempt,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { ProblemError, parseRequest, sendProblem } from '../http/index.ts';
import { may } from '../policies/index.ts';
import { getExamSession, isTrial, readBody, requireMay, type CurrentSession } from '../sessions/index.ts';
import type { Taker } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { makeChangeTime, makeGiveAccommodation } from './change-time.ts';
import type { makeExamStart } from './exam-start.ts';
import type { makeRemoveAttempt } from './remove-attempt.ts';
import type { makeStartAttempt } from './start-attempt.ts';
import { supervisedAttempt, type Supervision } from './supervision.ts';

interface Deps {
  examStart: ReturnType<typeof makeExamStart>;
  startAttempt: ReturnType<typeof makeStartAttempt>;
  giveAccommodation: ReturnType<typeof makeGiveAccommodation>;
  changeTime: ReturnType<typeof makeChangeTime>;
  removeAttempt: ReturnType<typeof makeRemoveAttempt>;
  supervision: Supervision;
  /** Whether somebody belongs to the course of a session. */
  belongsToCourse: (personId: string, session: CurrentSession) => Promise<boolean>;
  viewOf: (attempt: Attempt) => Promise<LearnerAttempt>;
}

const ExamParams = z.object({ code: Code });
const AttemptParams = z.object({ code: Code, id: z.string().min(1).max(100) });
const PersonParams = z.object({ code: Code, personId: z.string().min(1).max(200) });

/** The session of a request about an exam, and whose attempts it is about. */
function takerOf(req: Request, examCode: string): { session: CurrentSession; taker: Taker } {
  const { session, place } = getExamSession(req, examCode);
  return { session, taker: { personId: session.personId, ...place } };
}

const viewer = (session: CurrentSession) => ({ mayRemove: may(session, 'attempts.remove') });

type ClassDeps = Pick<Deps, 'supervision' | 'belongsToCourse'>;

/**
 * Finds the attempts of somebody of the class at an exam.
 * @throws ProblemError when they are of another class: neither of the link's course, nor have they sat the exam there
 */
const makeAttemptsInClass =
  ({ supervision, belongsToCourse }: ClassDeps) =>
  async (taker: Taker, session: CurrentSession): Promise<SupervisedAttempt[]> => {
    const attempts = await supervision.attemptsOf(taker, viewer(session));
    if (attempts.length === 0 && !(await belongsToCourse(taker.personId, session)))
      throw new ProblemError({ code: 'person_not_found' });
    return attempts;
  };

type SupervisionDeps = Pick<Deps, 'removeAttempt'> & ClassDeps;

/** What those who look after the class do with single attempts. */
function supervisionRoutes({ removeAttempt, supervision, belongsToCourse }: SupervisionDeps): Router {
  const router = Router();
  const attemptsInClass = makeAttemptsInClass({ supervision, belongsToCourse });

  router.get('/exams/:code/people/:personId/attempts', requireMay('attempts.see'), async (req, res) => {
    const { params } = parseRequest(req, { params: PersonParams });
    const { session, taker } = takerOf(req, params.code);
    const attempts = await attemptsInClass({ ...taker, personId: params.personId }, session);
    res.json(SupervisedAttempts.parse({ attempts }));
  });

  router.get('/exams/:code/trials', requireMay('attempts.see'), async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    const { session, place } = getExamSession(req, params.code);
    res.json(ExamTrials.parse({ people: await supervision.trialsAt(place, viewer(session)) }));
  });

  router.post('/exams/:code/attempts/:id/removal', requireMay('attempts.remove'), async (req, res) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const { session, place } = getExamSession(req, params.code);
    const body = await readBody(req, RemoveAttempt);
    const removal = { attemptId: params.id, ...place, by: session.personId, reason: body.reason };
    const result = await removeAttempt(removal);
    if (result.ok) res.json(SupervisedAttempt.parse(supervisedAttempt(result.attempt, viewer(session))));
    else sendProblem(res, result.error);
  });

  return router;
}

/** `/api/exams`: the page before the exam, starting, accommodations. */
export function examRoutes(deps: Deps): Router {
  const { examStart, startAttempt, giveAccommodation, changeTime, viewOf } = deps;
  const attemptsInClass = makeAttemptsInClass(deps);
  const router = Router().use(supervisionRoutes(deps));

  router.get('/exams/:code', async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    const { session, taker } = takerOf(req, params.code);
    const result = await examStart(taker, isTrial(session));
    if (result.ok) res.json(ExamStart.parse(result.exam));
    else sendProblem(res, result.error);
  });

  router.post('/exams/:code/attempts', async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    const { session, taker } = takerOf(req, params.code);
    const body = await readBody(req, StartAttempt);
    const { platformId, contextId } = session;
    const trial = isTrial(session);
    const result = await startAttempt({
      ...{ ...taker, ...body, platformId, contextId, trial },
      address: req.ip ?? '',
    });
    if (result.ok) res.json(await viewOf(result.attempt));
    else sendProblem(res, result.error);
  });

  router.put('/exams/:code/accommodations/:personId', requireMay('accommodations.give'), async (req, res) => {
    const { params } = parseRequest(req, { params: PersonParams });
    const { session, taker } = takerOf(req, params.code);
    const given = { ...taker, personId: params.personId };
    await attemptsInClass(given, session);
    const { reason, ...accommodation } = await readBody(req, GiveAccommodation);
    const result = await giveAccommodation({ ...given, accommodation, reason, by: session.personId });
    if (result.ok) res.json(Accommodation.parse(result.accommodation));
    else sendProblem(res, result.error);
  });

  router.post('/exams/:code/room/deeds', requireMay('time.change'), async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    const { session, place } = getExamSession(req, params.code);
    const deed = await readBody(req, RoomDeed);
    for (const personId of deed.people ?? []) await attemptsInClass({ ...place, personId }, session);
    const result = await changeTime({ ...place, by: session.personId, deed });
    if (result.ok) res.json(RoomDeedDone.parse({ id: result.id, reached: result.reached }));
    else sendProblem(res, result.error);
  });

  return router;
}
