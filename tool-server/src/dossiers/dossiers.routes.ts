import { Code, DossierView, MakeDossier } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { makeFileDoor, parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { getExamSession, readBody, requireMay } from '../sessions/index.ts';
import type { Of } from './gather-dossier.ts';
import type { Dossiers } from './make-dossiers.ts';

const ExamParams = z.object({ code: Code });

/** Each reads an exam whole. */
const AT_ONCE = { ofAll: 2, ofLms: 1 };

function ofRequest(req: Request): Of & { by: string } {
  const { params } = parseRequest(req, { params: ExamParams });
  const { session, place } = getExamSession(req, params.code);
  const { personId, platformId, contextId, contextTitle = null, locale } = session;
  const where = { platformId, ...(contextId !== undefined && { contextId }) };
  return { place, ...where, course: contextTitle, locale, by: personId };
}

/** `/api/exams/:code/dossiers`: all that an exam has come to, for those who teach: keys stand in it. */
export function dossierRoutes(dossiers: Pick<Dossiers, 'begin' | 'view'>): Router {
  const router = Router();
  const handOut = makeFileDoor(AT_ONCE);

  router.get('/exams/:code/dossiers', requireMay('dossiers.make'), async (req, res) => {
    const view = await dossiers.view(ofRequest(req));
    if (view) res.json(DossierView.parse(view));
    else sendProblem(res, { code: 'exam_not_found' });
  });

  router.post('/exams/:code/dossiers', requireMay('dossiers.make'), async (req, res) => {
    const { by, ...of } = ofRequest(req);
    const { keepUntil } = await readBody(req, MakeDossier);
    const begun = await dossiers.begin(of, { by, keepUntil });
    if (!begun.ok) throw new ProblemError(begun.error);
    const name = `dossier-${of.place.examCode}.zip`;
    await handOut(res, { lms: of.platformId, type: 'application/zip', name, pieces: begun.pieces });
  });

  return router;
}

/** `/api/dossiers/key.pem`: the key that dossiers of this installation are signed by, for whoever holds one. */
export function dossierKeyRoutes({ pem }: Pick<Dossiers, 'pem'>): Router {
  const router = Router();
  router.get('/dossiers/key.pem', (_req, res) => {
    res.type('application/x-pem-file').send(pem);
  });
  return router;
}
