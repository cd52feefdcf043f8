import {
  Code,
  ConfirmPaperImport,
  MasksLinked,
  MOST_PAPER_FILE_BYTES,
  PaperImport,
  PaperImportHead,
  PaperResults,
  SettlePaperRow,
  UndoPaperImport,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseRequest, sendProblem, type ProblemError } from '../http/index.ts';
import { getExamSession, readBody, readFileBody, requireMay } from '../sessions/index.ts';
import type { Desk } from './judge-rows.ts';
import type { PaperResultsRoom } from './make-paper-results.ts';

const ExamParams = z.object({ code: Code });
const ImportParams = z.object({ code: Code, id: z.uuid() });
const RowParams = z.object({ code: Code, id: z.uuid(), line: z.coerce.number().int().min(1) });
const FileQuery = z.object({ name: z.string().trim().min(1).max(200).default('–') });

/** Where somebody came in, who enters results. */
function deskOf(req: Request): Desk {
  const { params } = parseRequest(req, { params: ExamParams });
  const { session, place } = getExamSession(req, params.code);
  const { platformId, contextId, personId } = session;
  return { place, platformId, contextId, by: personId };
}

type Answered<T> =
  { ok: true; value: T } | { ok: false; error: ConstructorParameters<typeof ProblemError>[0] };

function answer<T>(res: Response, result: Answered<T>, schema: z.ZodType, status = 200): void {
  if (result.ok) res.status(status).json(schema.parse(result.value));
  else sendProblem(res, result.error);
}

/** `/api/exams/:code/paper-results`: results of an exam that was sat on paper, for those who teach. */
export function paperResultsRoutes(room: PaperResultsRoom): Router {
  const router = Router();
  const base = '/exams/:code/paper-results';
  const mayMark = requireMay('attempts.mark');

  router.get(base, mayMark, async (req, res) => {
    res.json(PaperResults.parse(await room.list(deskOf(req))));
  });

  router.post(base, mayMark, async (req, res) => {
    const { name } = parseRequest(req, { query: FileQuery }).query;
    const desk = deskOf(req);
    const bytes = await readFileBody(req, MOST_PAPER_FILE_BYTES);
    answer(res, await room.read(desk, { bytes, name }), PaperImport, 201);
  });

  router.get(`${base}/:id`, mayMark, async (req, res) => {
    const { id } = parseRequest(req, { params: ImportParams }).params;
    answer(res, await room.view(deskOf(req), id), PaperImport);
  });

  router.put(`${base}/:id/rows/:line`, mayMark, async (req, res) => {
    const { id, line } = parseRequest(req, { params: RowParams }).params;
    const desk = deskOf(req);
    const body = await readBody(req, SettlePaperRow);
    answer(res, await room.settle(desk, id, line, body), PaperImport);
  });

  router.post(`${base}/:id/identities`, mayMark, async (req, res) => {
    const { id } = parseRequest(req, { params: ImportParams }).params;
    const desk = deskOf(req);
    const bytes = await readFileBody(req, MOST_PAPER_FILE_BYTES);
    answer(res, await room.linkMasks(desk, id, bytes), MasksLinked);
  });

  router.post(`${base}/:id/confirmation`, mayMark, async (req, res) => {
    const { id } = parseRequest(req, { params: ImportParams }).params;
    const desk = deskOf(req);
    const { satAt } = await readBody(req, ConfirmPaperImport);
    answer(res, await room.confirm(desk, id, new Date(satAt)), PaperImportHead);
  });

  router.post(`${base}/:id/undoing`, mayMark, async (req, res) => {
    const { id } = parseRequest(req, { params: ImportParams }).params;
    const desk = deskOf(req);
    const { reason } = await readBody(req, UndoPaperImport);
    answer(res, await room.undo(desk, id, reason), PaperImportHead);
  });

  return router;
}
