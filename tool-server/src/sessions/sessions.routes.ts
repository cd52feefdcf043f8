import { ExchangeCode, SessionGrant } from '@chuyen-de/contracts';
import { Router } from 'express';
import { makeReadJson, parseRequest, sendProblem, STRANGERS_BODY_BYTES } from '../http/index.ts';
import type { Sessions } from './make-sessions.ts';
import { bearerOf } from './session-guards.ts';

/** `/api/session`: the launch's code for a token, and its renewal while in use. */
export function sessionRoutes(sessions: Sessions): Router {
  const router = Router();
  const readJson = makeReadJson(STRANGERS_BODY_BYTES);

  router.post('/session', async (req, res) => {
    await readJson(req);
    const { body } = parseRequest(req, { body: ExchangeCode });
    const exchanged = await sessions.exchange(body.code);
    if (exchanged.ok) res.json(SessionGrant.parse(exchanged.grant));
    else sendProblem(res, { code: exchanged.code });
  });

  router.post('/session/refresh', async (req, res) => {
    const renewed = await sessions.renew(bearerOf(req.headers.authorization));
    if (renewed.ok) res.json(SessionGrant.parse(renewed.grant));
    else sendProblem(res, { code: renewed.code });
  });

  return router;
}
