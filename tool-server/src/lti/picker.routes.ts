import { PickerResponse, PickerSelection, PickerView, type ItemRef } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { ProblemError, sendProblem } from '../http/index.ts';
import { may, type Actor, type Whereabouts } from '../policies/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { DeepLinking } from './deep-linking.ts';

export interface PickerDeps {
  deepLinking: DeepLinking;
  listPlaceable: (where: Whereabouts) => Promise<PickerView['programmes']>;
  /** Exams made in the browser, and whether somebody may change them. */
  listMadeExams: (actor: Actor) => Promise<PickerView['madeExams']>;
  /** What a course has; told what was chosen for it. */
  placements: {
    of: (contextId: string) => Promise<ItemRef[]>;
    note: (contextId: string, items: ItemRef[]) => Promise<void>;
  };
}

/** The LMS's request that this session may answer. */
function pickerIdOf(req: Request): string {
  const { view, pickerId } = getSession(req);
  if (view !== 'picker' || pickerId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return pickerId;
}

/** `/picker`: the content picker of a deep-linking launch, behind its session. */
export function pickerRoutes({ deepLinking, listPlaceable, listMadeExams, placements }: PickerDeps): Router {
  const router = Router();
  router.use('/picker', requireMay('content.place'));

  router.get('/picker', async (req, res) => {
    const session = getSession(req);
    const { platformId, contextId } = session;
    const view = await deepLinking.viewOf(pickerIdOf(req));
    if (!view) {
      sendProblem(res, { code: 'picker_closed' });
      return;
    }
    const [programmes, madeExams, placed] = await Promise.all([
      listPlaceable({ platformId, contextId }),
      listMadeExams(session),
      contextId === undefined ? [] : placements.of(contextId),
    ]);
    const can = { makeExams: may(session, 'exams.make') };
    res.json(PickerView.parse({ ...view, programmes, madeExams, can, placed }));
  });

  router.post('/picker/selection', async (req, res) => {
    const pickerId = pickerIdOf(req);
    const body = await readBody(req, PickerSelection);
    const { platformId, contextId } = getSession(req);
    const answer = await deepLinking.respond(pickerId, body, { platformId, contextId });
    if (!answer.ok) {
      sendProblem(res, answer.error);
      return;
    }
    const chosen = body.items.map(({ ref }) => ref);
    if (contextId !== undefined && chosen.length > 0) await placements.note(contextId, chosen);
    res.json(PickerResponse.parse({ returnUrl: answer.returnUrl, jwt: answer.jwt }));
  });

  return router;
}
