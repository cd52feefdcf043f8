import {
  Code,
  ExamForecast,
  ExamPapers,
  HeadingSaved,
  PaperCode,
  PrintedKey,
  PrintedPaper,
  SavePrintHeading,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Audit } from '../audit/index.ts';
import type { Catalogue, MadeExam } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import { parseRequest, sendProblem } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { getSession, readBody } from '../sessions/index.ts';
import type { makeForecastDraft } from './preview-draft.ts';
import type { makeViewPapers } from './view-papers.ts';

interface Deps {
  audit: Pick<Audit, 'note'>;
  clock: Clock;
  catalogue: Pick<Catalogue, 'made'>;
  exams: Pick<Exams, 'printedPaper' | 'printedKey'>;
  viewPapers: ReturnType<typeof makeViewPapers>;
  forecastDraft: ReturnType<typeof makeForecastDraft>;
  /** Finds the exam of a request, for those who may edit it: others are not told that it is there. */
  getEditable: (req: Request) => Promise<MadeExam>;
}

const PaperParams = z.object({ code: Code, paper: PaperCode });

/** Makes what writes down who is about to be handed what: where that cannot be done, nothing is handed out. */
const makeNoteOpening =
  ({ audit, clock }: Pick<Deps, 'audit' | 'clock'>) =>
  (req: Request, deed: 'paper-opened' | 'paper-key-opened', revision: number | null): Promise<void> => {
    const { code, paper } = parseRequest(req, { params: PaperParams }).params;
    return audit.note({
      ...{ at: clock.now(), deed, by: `person:${getSession(req).personId}` },
      subject: { kind: 'exam', id: code },
      after: { paper, revision },
    });
  };

/** `/api/made-exams/:code/papers`: what is printed of an exam, for those alone who may edit it. */
export function papersRoutes(deps: Deps): Router {
  const { catalogue, exams, viewPapers, forecastDraft, getEditable } = deps;
  const noteOpening = makeNoteOpening(deps);
  const router = Router();

  router.get('/made-exams/:code/papers', async (req, res) => {
    const viewed = await viewPapers(await getEditable(req));
    if (viewed.ok) res.json(ExamPapers.parse(viewed.view));
    else sendProblem(res, viewed.error);
  });

  router.get('/made-exams/:code/papers/:paper', async (req, res) => {
    const { inForce } = await getEditable(req);
    const { code, paper } = parseRequest(req, { params: PaperParams }).params;
    const printed = await exams.printedPaper(code, paper);
    if (printed) await noteOpening(req, 'paper-opened', inForce?.revision ?? null);
    if (printed) res.json(PrintedPaper.parse(printed));
    else sendProblem(res, { code: 'paper_not_found' });
  });

  router.get('/made-exams/:code/papers/:paper/key', async (req, res) => {
    const { inForce } = await getEditable(req);
    const { code, paper } = parseRequest(req, { params: PaperParams }).params;
    const printed = await exams.printedKey(code, paper);
    if (printed) await noteOpening(req, 'paper-key-opened', inForce?.revision ?? null);
    if (printed) res.json(PrintedKey.parse(printed));
    else sendProblem(res, { code: 'paper_not_found' });
  });

  router.get('/made-exams/:code/forecast', async (req, res) => {
    const result = await forecastDraft(await getEditable(req));
    if (result.ok) res.json(ExamForecast.parse(result.forecast));
    else sendProblem(res, result.error);
  });

  router.put('/made-exams/:code/heading', async (req, res) => {
    const { _id: code } = await getEditable(req);
    const { edition, heading } = await readBody(req, SavePrintHeading);
    // Also still when the body has come.
    await getEditable(req);
    const isSaved = await catalogue.made.saveHeading(code, edition, heading);
    if (isSaved) {
      res.json(HeadingSaved.parse({ heading, headingEdition: edition + 1 }));
      return;
    }
    const { heading: saved = heading, headingEdition = 0 } = await getEditable(req);
    sendProblem(res, { ...HeadingSaved.parse({ heading: saved, headingEdition }), code: 'heading_changed' });
  });

  return router;
}
