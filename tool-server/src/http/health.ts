import { Router } from 'express';
import { sendProblem } from './problem.ts';

/** `/healthz`: the process runs; `/readyz`: the store answers too. */
export function healthRoutes(isReady: () => Promise<boolean>): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    if (await isReady()) res.json({ status: 'ready' });
    else sendProblem(res, { code: 'store_unavailable' });
  });
  return router;
}
