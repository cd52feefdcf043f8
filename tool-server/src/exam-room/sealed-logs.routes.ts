import {
  Code,
  MOST_SEALED_LOG_BYTES,
  SealedLogTaken,
  SealedLogTakenIn,
  TakeInSealedLog,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseRequest, sendProblem } from '../http/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { getExamSession, getSession, readBody, readFileBody, requireMay } from '../sessions/index.ts';
import type { SealedLogs } from './take-sealed-log.ts';

const ExamParams = z.object({ code: Code });
const LogParams = z.object({ code: Code, id: z.string().regex(/^[0-9a-f]{64}$/) });

interface Deps {
  takeSealedLog: SealedLogs['take'];
  takeInSealedLog: SealedLogs['takeIn'];
}

/** Files of devices that could not reach the server: brought by their learner, or by those who look after the class. */
export function sealedLogRoutes({ takeSealedLog, takeInSealedLog }: Deps): Router {
  const router = Router();
  async function take(req: Request, res: Response, place?: ExamPlace): Promise<void> {
    const bytes = await readFileBody(req, MOST_SEALED_LOG_BYTES);
    const result = await takeSealedLog({ bytes, by: getSession(req).personId, ...(place && { place }) });
    if (result.ok) res.json(SealedLogTaken.parse(result.taken));
    else sendProblem(res, result.error);
  }
  router.post('/sealed-logs', (req, res) => take(req, res));
  router.post('/exams/:code/room/sealed-logs', requireMay('class.see'), (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    return take(req, res, getExamSession(req, params.code).place);
  });
  router.post('/exams/:code/room/sealed-logs/:id/taking', requireMay('time.change'), async (req, res) => {
    const { params } = parseRequest(req, { params: LogParams });
    const { session, place } = getExamSession(req, params.code);
    const { reason } = await readBody(req, TakeInSealedLog);
    const result = await takeInSealedLog({ id: params.id, place, by: session.personId, reason });
    if (result.ok) res.json(SealedLogTakenIn.parse({ answers: result.answers }));
    else sendProblem(res, result.error);
  });
  return router;
}
