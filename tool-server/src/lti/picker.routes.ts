import { PickerResponse, PickerSelection, PickerView } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { getSession, requireRole } from '../sessions/index.ts';
import type { DeepLinking } from './deep-linking.ts';

interface Deps {
  deepLinking: DeepLinking;
  listPlaceable: () => Promise<PickerView['programmes']>;
}

/** The LMS's request that this session may answer. */
function pickerIdOf(req: Request): string {
  const { view, pickerId } = getSession(req);
  if (view !== 'picker' || pickerId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return pickerId;
}

/** `/picker`: the content picker of a deep-linking launch, behind its session. */
export function pickerRoutes({ deepLinking, listPlaceable }: Deps): Router {
  const router = Router();
  router.use('/picker', requireRole('lecturer', 'organiser', 'administrator'));

  router.get('/picker', async (req, res) => {
    const view = await deepLinking.viewOf(pickerIdOf(req));
    if (view) res.json(PickerView.parse({ ...view, programmes: await listPlaceable() }));
    else sendProblem(res, { code: 'picker_closed' });
  });

  router.post('/picker/selection', async (req, res) => {
    const { body } = parseRequest(req, { body: PickerSelection });
    const answer = await deepLinking.respond(pickerIdOf(req), body.items);
    if (!answer.ok) sendProblem(res, answer.error);
    else res.json(PickerResponse.parse({ returnUrl: answer.returnUrl, jwt: answer.jwt }));
  });

  return router;
}
