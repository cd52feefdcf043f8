import { Arrival, ExchangeCode } from '@chuyen-de/contracts';
import { Router, type Response } from 'express';
import type { Sessions } from '../sessions/index.ts';
import type { makeGatherArrival } from './gather-arrival.ts';
import type { LaunchPages } from './launch-pages.ts';

interface Deps {
  sessions: Pick<Sessions, 'exchange'>;
  gatherArrival: ReturnType<typeof makeGatherArrival>;
  pages: LaunchPages;
}

/**
 * `/app/start`: the page of a launch. It exchanges the launch's code itself, so that the browser has session and
 * content with the page; without a good code it is the bare application, which says what is wrong.
 */
export function arrivalRoutes({ sessions, gatherArrival, pages }: Deps): Router {
  const router = Router();

  const begin = (res: Response): void => {
    res.setHeader('Cache-Control', 'no-store');
    res.type('html');
  };

  // Whoever looks at a link before opening it (mail filters, previews) must not use it up.
  router.head('/app/start', (_req, res) => {
    begin(res);
    res.end();
  });

  router.get('/app/start', async (req, res) => {
    begin(res);
    const query = ExchangeCode.safeParse(req.query);
    const exchanged = query.success ? await sessions.exchange(query.data.code) : undefined;
    if (!exchanged?.ok) res.send(pages.bare);
    else res.send(pages.pageOf(Arrival.parse(await gatherArrival(exchanged.grant, exchanged.session))));
  });

  return router;
}
