import { Arrival, ExchangeCode } from '@chuyen-de/contracts';
import { Router } from 'express';
import type { Sessions } from '../sessions/index.ts';
import type { makeGatherArrival } from './gather-arrival.ts';
import type { LaunchPages } from './launch-pages.ts';

interface Deps {
  sessions: Pick<Sessions, 'exchange' | 'check'>;
  gatherArrival: ReturnType<typeof makeGatherArrival>;
  pages: LaunchPages;
}

/**
 * `/app/start`: the page of a launch. It exchanges the launch's code itself, so that the browser has session and
 * content with the page; without a good code it is the bare application, which says what is wrong.
 */
export function arrivalRoutes({ sessions, gatherArrival, pages }: Deps): Router {
  const router = Router();

  router.get('/app/start', async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.type('html');
    const query = ExchangeCode.safeParse(req.query);
    const grant = query.success ? await sessions.exchange(query.data.code) : undefined;
    const checked = grant && (await sessions.check(grant.token));
    if (!grant || !checked?.ok) res.send(pages.bare);
    else res.send(pages.pageOf(Arrival.parse(await gatherArrival(grant, checked.session))));
  });

  return router;
}
