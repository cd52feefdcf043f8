import { Router } from 'express';
import { sendOutage } from './error-handler.ts';

/** `away`: it does not answer; `full`: it answers, and stores nothing more until there is room on its disk. */
export type StoreHealth = 'ready' | 'away' | 'full';

/** `/healthz`: the process runs; `/readyz`: its store takes what it is given, or which part is unwell and how. */
export function healthRoutes(storeHealth: () => Promise<StoreHealth>): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const store = await storeHealth();
    if (store === 'ready') res.json({ status: 'ready', parts: { store } });
    else sendOutage(res, store, { parts: { store } });
  });
  return router;
}
