import {
  Code,
  ConfirmImport,
  FoundQuestions,
  FoundQuestionsQuery,
  PlaceFound,
  QuestionImport,
  QuestionImports,
  ReadFileQuery,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { MOST_FILE_BYTES, xlsxForm } from '../bank/index.ts';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { getSession, readFileBody } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { CarryImport } from './carry-import.ts';
import type { ImportStore } from './import-store.ts';
import type { makePlaceFound, makeReadFile } from './import-questions.ts';
import type { PresentImport } from './present-import.ts';
import type { StoredImport } from './question-import.model.ts';

export interface ImportDeps extends PresentImport, BankGuards {
  imports: ImportStore;
  readFile: ReturnType<typeof makeReadFile>;
  placeFound: ReturnType<typeof makePlaceFound>;
  carryImport: CarryImport;
  clock: Clock;
}

const ImportParams = z.object({ bank: Code, id: Code });

async function importOf(
  { imports, carryImport }: Pick<ImportDeps, 'imports' | 'carryImport'>,
  req: Request,
  bank: StoredBank,
): Promise<StoredImport> {
  const read = await imports.find(bank._id, parseRequest(req, { params: ImportParams }).params.id);
  if (!read) throw new ProblemError({ code: 'import_not_found' });
  return carryImport(read);
}

/** Reading files, and what they brought. */
function readingRoutes(deps: ImportDeps): Router {
  const { imports, getBank, presentImport, presentFound } = deps;
  const router = Router();

  router.get('/made-banks/:bank/import-form', async (req, res) => {
    const { topics } = await getBank(req);
    const { bytes, mediaType } = await xlsxForm(topics.map(({ title }) => title.vi));
    res.attachment('Mẫu nhập câu hỏi.xlsx').type(mediaType).send(bytes);
  });

  router.get('/made-banks/:bank/imports', async (req, res) => {
    const bank = await getBank(req);
    const read = await Promise.all((await imports.listOf(bank._id)).map(deps.carryImport));
    res.json(QuestionImports.parse({ imports: await Promise.all(read.map(presentImport)) }));
  });

  router.post('/made-banks/:bank/imports', async (req, res) => {
    const bank = await getBank(req);
    const { name, topic, level } = parseRequest(req, { query: ReadFileQuery }).query;
    const bytes = await readFileBody(req, MOST_FILE_BYTES);
    deps.refuseUnlessEditor(req, bank);
    const by = getSession(req).personId;
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const result = await deps.readFile({ bank, bytes, name, topic, level, by, signal: gone.signal });
    if (result.ok) {
      const status = result.read.state === 'reading' ? 202 : 201;
      res.status(status).json(QuestionImport.parse(await presentImport(result.read)));
    } else sendProblem(res, result.error);
  });

  router.get('/made-banks/:bank/imports/:id', async (req, res) => {
    const bank = await getBank(req);
    res.json(QuestionImport.parse(await presentImport(await importOf(deps, req, bank))));
  });

  router.get('/made-banks/:bank/imports/:id/questions', async (req, res) => {
    const bank = await getBank(req);
    const read = await importOf(deps, req, bank);
    const { query } = parseRequest(req, { query: FoundQuestionsQuery });
    res.json(FoundQuestions.parse(await presentFound(bank, read, query)));
  });

  return router;
}

/** Also one that is under way is dropped. */
const UNDONE_FROM = ['reading', 'open', 'confirming', 'confirmed'] as const;

/** What becomes of what was read. */
function decidingRoutes(deps: ImportDeps): Router {
  const { imports, bodyOf, presentImport } = deps;
  const router = Router();

  router.post('/made-banks/:bank/imports/:id/placing', async (req, res) => {
    const { bank, body } = await bodyOf(req, PlaceFound);
    const read = await importOf(deps, req, bank);
    const result = await deps.placeFound(bank, read, body);
    if (result.ok) res.json(QuestionImport.parse(await presentImport(read)));
    else sendProblem(res, result.error);
  });

  router.post('/made-banks/:bank/imports/:id/confirmation', async (req, res) => {
    const { bank, body } = await bodyOf(req, ConfirmImport);
    const read = await importOf(deps, req, bank);
    const progress = { phase: 'confirming' as const, done: 0, of: read.found };
    const decision = { without: body.without, confirmedAt: deps.clock.now(), progress };
    const decided = await imports.decide(read, ['open'], { state: 'confirming', ...decision });
    const after = decided && (await deps.carryImport(decided));
    if (after) res.json(QuestionImport.parse(await presentImport(after)));
    else sendProblem(res, { code: 'import_decided' });
  });

  router.post('/made-banks/:bank/imports/:id/undoing', async (req, res) => {
    const { bank } = await bodyOf(req, z.strictObject({}));
    const read = await importOf(deps, req, bank);
    const progress = { phase: 'undoing' as const, done: 0, of: read.found };
    const decided = await imports.decide(read, UNDONE_FROM, { state: 'undoing', progress });
    const after = decided && (await deps.carryImport(decided));
    if (after) res.json(QuestionImport.parse(await presentImport(after)));
    else sendProblem(res, { code: 'import_decided' });
  });

  return router;
}

/** Files that are read into a bank: what they brought, and what becomes of it. */
export const importsRoutes = (deps: ImportDeps): Router =>
  Router().use(readingRoutes(deps)).use(decidingRoutes(deps));
