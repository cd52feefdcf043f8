import {
  BankQuality,
  BankRows,
  BankRowsQuery,
  Code,
  Issued,
  IssueQuestions,
  MadeBank,
  MadeBanks,
  MakeBank,
  RetireQuestions,
  SaveBank,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Appraisals } from '../appraisal/index.ts';
import type { Catalogue, MadeBank as StoredBank } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { mayEditMade, ownersOfMade } from '../policies/index.ts';
import type { ReportStore } from '../question-reports/index.ts';
import { getOwnerOfMade, getSession, readBody, requireMay } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { makeMakeBank, makeSaveBank } from './change-bank.ts';
import { changesRoutes, type ChangeDeps } from './changes.routes.ts';
import { exportsRoutes, type ExportDeps } from './exports.routes.ts';
import { canSetCouncil, councilRoutes, type CouncilDeps } from './council.routes.ts';
import { importsRoutes, type ImportDeps } from './imports.routes.ts';
import type { makeIssueQuestions, makeRetireQuestions, TellQuestions } from './issue-questions.ts';
import type { makeLookAtQuality } from './look-at-quality.ts';
import type { PresentBank } from './present-bank.ts';
import type { QuestionStore } from './question-store.ts';
import { questionsRoutes, type QuestionDeps } from './questions.routes.ts';
import type { WithholdKeys } from './withhold-keys.ts';
import { viewsRoutes, type ViewDeps } from './views.routes.ts';
import { topicsRoutes, type TopicDeps } from './topics.routes.ts';
import { uploadsRoutes, type UploadDeps } from './uploads.routes.ts';

interface Deps
  extends
    PresentBank,
    WithholdKeys,
    Omit<CouncilDeps, keyof PresentBank | keyof WithholdKeys | keyof BankGuards | 'appraisals'>,
    Omit<ImportDeps, keyof BankGuards>,
    Omit<ExportDeps, keyof BankGuards>,
    Omit<QuestionDeps, keyof BankGuards>,
    Omit<ChangeDeps, keyof BankGuards>,
    Omit<UploadDeps, keyof BankGuards>,
    Omit<ViewDeps, keyof BankGuards>,
    Omit<TopicDeps, keyof BankGuards> {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  questions: QuestionStore;
  reports: Pick<ReportStore, 'waitingIn'>;
  appraisals: Appraisals;
  tell: TellQuestions;
  makeBank: ReturnType<typeof makeMakeBank>;
  saveBank: ReturnType<typeof makeSaveBank>;
  issueQuestions: ReturnType<typeof makeIssueQuestions>;
  lookAtQuality: ReturnType<typeof makeLookAtQuality>;
  retireQuestions: ReturnType<typeof makeRetireQuestions>;
}

const BankParams = z.object({ bank: Code });

function refuseUnlessEditor(req: Request, { owner }: StoredBank): void {
  if (!mayEditMade(getSession(req), owner)) throw new ProblemError({ code: 'bank_not_found' });
}

/** Makes what finds the bank of a request, for those who may edit it: others are not told that it is there. */
const makeGetBank =
  ({ catalogue, tell }: Pick<Deps, 'catalogue' | 'tell'>) =>
  async (req: Request): Promise<StoredBank> => {
    const { bank: code } = parseRequest(req, { params: BankParams }).params;
    const bank = await catalogue.madeBanks.find(code);
    if (!bank) throw new ProblemError({ code: 'bank_not_found' });
    refuseUnlessEditor(req, bank);
    await tell(bank);
    return bank;
  };

/** The bank of a request, and its body once it has come: whoever sends it may still edit the bank then. */
const makeBodyOf = (deps: Pick<Deps, 'catalogue' | 'tell'>) => {
  const getBank = makeGetBank(deps);
  return async <S extends z.ZodType>(req: Request, schema: S) => {
    const bank = await getBank(req);
    const body = await readBody(req, schema);
    refuseUnlessEditor(req, bank);
    return { bank, by: getSession(req).personId, body };
  };
};

/** Banks: which there are, their titles and topics. */
function bankRoutes(deps: Deps): Router {
  const { catalogue, presentBank, presentBanks, makeBank, saveBank, questions, withheldIn } = deps;
  const getBank = makeGetBank(deps);
  const bodyOf = makeBodyOf(deps);
  const router = Router();

  router.get('/made-banks', async (req, res) => {
    const owners = ownersOfMade(getSession(req));
    const banks = await presentBanks(await catalogue.madeBanks.listOf(owners));
    res.json(MadeBanks.parse({ banks, owners: owners.map(({ kind }) => kind) }));
  });

  router.post('/made-banks', async (req, res) => {
    const { owner: kind, title } = await readBody(req, MakeBank);
    const owner = getOwnerOfMade(req, kind);
    const result = await makeBank({ owner, title, by: getSession(req).personId });
    if (result.ok) {
      const can = canSetCouncil(req, result.bank);
      res.status(201).json(MadeBank.parse(await presentBank(result.bank, can)));
    } else sendProblem(res, result.error);
  });

  router.get('/made-banks/:bank', async (req, res) => {
    const bank = await getBank(req);
    res.json(MadeBank.parse(await presentBank(bank, canSetCouncil(req, bank))));
  });

  router.put('/made-banks/:bank', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SaveBank);
    const result = await saveBank(bank._id, body, by);
    const view =
      'bank' in result ? await presentBank(result.bank, canSetCouncil(req, result.bank)) : undefined;
    if (result.ok) res.json(MadeBank.parse(view));
    else sendProblem(res, { ...(view && { bank: view }), ...result.error });
  });

  router.get('/made-banks/:bank/questions', async (req, res) => {
    const bank = await getBank(req);
    const { query } = parseRequest(req, { query: BankRowsQuery });
    const withheld = await withheldIn(bank, { text: query.text, person: getSession(req).personId });
    const among = query.reports && new Set((await deps.reports.waitingIn(bank._id)).keys());
    const { questions: found, total, next } = await questions.search(bank._id, { ...query, among }, withheld);
    res.json(BankRows.parse({ questions: await deps.presentRows(found), total, next }));
  });

  router.get('/made-banks/:bank/quality', async (req, res) => {
    const bank = await getBank(req);
    res.json(BankQuality.parse(await deps.lookAtQuality(bank, getSession(req).personId)));
  });

  return router;
}

/** What comes into force, and goes out of it. */
function issueRoutes(deps: Deps): Router {
  const bodyOf = makeBodyOf(deps);
  const router = Router();

  router.post('/made-banks/:bank/issue', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, IssueQuestions);
    const result = await deps.issueQuestions(bank._id, body, by);
    if (result.ok) res.json(Issued.parse(result.issued));
    else sendProblem(res, result.error);
  });

  router.post('/made-banks/:bank/retirement', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, RetireQuestions);
    const result = await deps.retireQuestions(bank._id, body.questions, by);
    if (result.ok) res.json(Issued.parse(result.issued));
    else sendProblem(res, result.error);
  });

  return router;
}

/** `/api/made-banks`: banks of questions that lecturers and authors make in the browser. */
export function madeBanksRoutes(deps: Deps): Router {
  const guards: BankGuards = { refuseUnlessEditor, getBank: makeGetBank(deps), bodyOf: makeBodyOf(deps) };
  return Router()
    .use('/made-banks', requireMay('questions.write'))
    .use(bankRoutes(deps))
    .use(questionsRoutes({ ...deps, ...guards }))
    .use(issueRoutes(deps))
    .use(changesRoutes({ ...deps, ...guards }))
    .use(viewsRoutes({ ...deps, ...guards }))
    .use(exportsRoutes({ ...deps, ...guards }))
    .use(topicsRoutes({ ...deps, ...guards }))
    .use(uploadsRoutes({ ...deps, ...guards }))
    .use(councilRoutes({ ...deps, ...guards }))
    .use(importsRoutes({ ...deps, ...guards }));
}
