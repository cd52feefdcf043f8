import { ClockTold, Code, RoomLedger, RoomView } from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { onceGone, openOutlet, parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { may } from '../policies/index.ts';
import {
  bearerOf,
  getItemSession,
  getSession,
  requireMay,
  type CurrentSession,
  type Sessions,
} from '../sessions/index.ts';
import type { ExamRoom } from './make-exam-room.ts';
import type { Listener } from './open-streams.ts';
import type { RoomPlace } from './room-memory.ts';

const ExamParams = z.object({ code: Code });
const AttemptParams = z.object({ id: z.string().min(1).max(100) });

/** How soon a page that got no stream may ask for one again. */
const STREAM_RETRY_SECONDS = 30;

function placeOf(req: Request): { session: CurrentSession; place: RoomPlace } {
  const { params } = parseRequest(req, { params: ExamParams });
  const session = getItemSession(req, { kind: 'exam', code: params.code });
  if (session.linkId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return { session, place: { linkId: session.linkId, examCode: params.code } };
}

/** Refuses a stream that there is no room for. */
function requireRoom(res: Response, hasRoom: boolean): void {
  if (hasRoom) return;
  res.setHeader('Retry-After', String(STREAM_RETRY_SECONDS));
  throw new ProblemError({ code: 'too_many_requests' });
}

type CheckSession = Pick<Sessions, 'check'>['check'];

/** Who listens to the answer of a request, as long as they may. */
function listenerOf(
  req: Request,
  res: Response,
  { check, stillMay }: { check: CheckSession; stillMay: (session: CurrentSession) => boolean },
): Listener {
  const token = bearerOf(req.headers.authorization);
  return {
    session: getSession(req),
    outlet: openOutlet(res),
    refusal: async () => {
      const checked = await check(token);
      if (!checked.ok) return checked.code;
      return stillMay(checked.session) ? undefined : 'not_permitted';
    },
  };
}

/** `/api/exams/:code/room`: for those who look after an exam. */
function roomRoutes(room: ExamRoom, check: CheckSession): Router {
  const router = Router();

  router.get('/exams/:code/room', requireMay('class.see'), async (req, res) => {
    const { session, place } = placeOf(req);
    res.json(RoomView.parse(await room.view(session, place)));
  });

  router.get('/exams/:code/room/changes', requireMay('class.see'), (req, res) => {
    const { session, place } = placeOf(req);
    requireRoom(res, room.rooms.hasRoom(session));
    const listener = listenerOf(req, res, { check, stillMay: (now) => may(now, 'class.see') });
    onceGone(res, room.rooms.open(listener, place).close);
  });

  router.get('/exams/:code/room/ledger', requireMay('class.see'), async (req, res) => {
    const { session, place } = placeOf(req);
    const ledger = await room.viewLedger(place, session.contextTitle);
    if (ledger) res.json(RoomLedger.parse(ledger));
    else sendProblem(res, { code: 'exam_not_found' });
  });

  return router;
}

/** `/api/attempts/:id/clock`: for those who sit an exam. */
function clockRoutes(room: ExamRoom, check: CheckSession): Router {
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
    requireRoom(res, room.clocks.hasRoom(getSession(req)));
    const listener = listenerOf(req, res, { check, stillMay: () => true });
    onceGone(res, room.clocks.open(listener, attempt).close);
  });

  return router;
}

/** The room of an exam, and what open pages of attempts are told of their time. */
export const examRoomRoutes = (room: ExamRoom, { check }: Pick<Sessions, 'check'>): Router =>
  Router().use(roomRoutes(room, check)).use(clockRoutes(room, check));
