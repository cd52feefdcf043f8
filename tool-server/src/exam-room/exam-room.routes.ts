import { ClockTold, Code, Rehearsal, RehearsalDone, RoomLedger, RoomView } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { may } from '../policies/index.ts';
import {
  answerByStream,
  getExamSession,
  getSession,
  isTrial,
  readBody,
  requireMay,
} from '../sessions/index.ts';
import type { ExamRoom } from './make-exam-room.ts';
import { sealedLogRoutes } from './sealed-logs.routes.ts';
import { sittingRoutes } from './sittings.routes.ts';

const ExamParams = z.object({ code: Code });
const AttemptParams = z.object({ id: z.string().min(1).max(100) });

/** How soon a page that got no stream may ask for one again. */
const STREAM_RETRY_SECONDS = 30;

const placeOf = (req: Request) => {
  const { params } = parseRequest(req, { params: ExamParams });
  return getExamSession(req, params.code);
};

/** `/api/exams/:code/room`: for those who look after an exam. */
function roomRoutes(room: ExamRoom): Router {
  const router = Router();

  router.get('/exams/:code/room', requireMay('class.see'), async (req, res) => {
    const { session, place } = placeOf(req);
    res.json(RoomView.parse(await room.view(session, place)));
  });

  router.get('/exams/:code/room/changes', requireMay('class.see'), (req, res) => {
    const { place } = placeOf(req);
    answerByStream(req, res, {
      hasRoom: room.rooms.hasRoom,
      open: (listener) => room.rooms.open(listener, place),
      retrySeconds: STREAM_RETRY_SECONDS,
    });
  });

  router.get('/exams/:code/room/ledger', requireMay('class.see'), async (req, res) => {
    const { session, place } = placeOf(req);
    const ledger = await room.viewLedger(place, session.contextTitle, may(session, 'time.change'));
    if (ledger) res.json(RoomLedger.parse(ledger));
    else sendProblem(res, { code: 'exam_not_found' });
  });

  return router;
}

/** `/api/exams/:code/rehearsal`: for those who try their device before an exam. */
function rehearsalRoutes(room: ExamRoom): Router {
  const router = Router();
  router.put('/exams/:code/rehearsal', async (req, res) => {
    const { session, place } = placeOf(req);
    const rehearsal = await readBody(req, Rehearsal);
    const { personId } = session;
    const kept = !isTrial(session);
    const at = kept ? await room.keepRehearsal({ personId, ...place }, rehearsal) : room.now();
    res.json(RehearsalDone.parse({ at: at.toISOString(), kept }));
  });
  return router;
}

/** `/api/attempts/:id/clock`: for those who sit an exam. */
function clockRoutes(room: ExamRoom): Router {
  const router = Router();

  const watchedOf = async (req: Request) => {
    const { params } = parseRequest(req, { params: AttemptParams });
    const attempt = await room.findWatched(params.id, getSession(req).personId);
    if (!attempt) throw new ProblemError({ code: 'attempt_not_found' });
    return attempt;
  };

  router.get('/attempts/:id/clock', async (req, res) => {
    res.json(ClockTold.parse(await room.clockOf(await watchedOf(req))));
  });

  router.get('/attempts/:id/clock/changes', async (req, res) => {
    const attempt = await watchedOf(req);
    answerByStream(req, res, {
      hasRoom: room.clocks.hasRoom,
      open: (listener) => room.clocks.open(listener, attempt),
      retrySeconds: STREAM_RETRY_SECONDS,
    });
  });

  return router;
}

/** The room of an exam, and what open pages of attempts are told of their time. */
export const examRoomRoutes = (room: ExamRoom): Router =>
  Router()
    .use(roomRoutes(room))
    .use(rehearsalRoutes(room))
    .use(sealedLogRoutes(room))
    .use(sittingRoutes(room))
    .use(clockRoutes(room));
