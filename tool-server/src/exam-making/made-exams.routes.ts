import {
  BankQuestions,
  BankQuestionsQuery,
  Code,
  ExamBank,
  ExamEdition,
  ExamPreview,
  ExamPreviewQuery,
  ExamVersion,
  MadeExam,
  MadeExams,
  MakeExam,
  SaveExamDraft,
} from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Audit } from '../audit/index.ts';
import type { Catalogue, MadeExam as StoredExam } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { mayEditMade, ownersOfMade } from '../policies/index.ts';
import { getOwnerOfMade, getSession, readBody, requireMay } from '../sessions/index.ts';
import { papersRoutes } from './papers.routes.ts';
import type { makeViewPapers } from './view-papers.ts';
import type { makeExamBank, makeSearchAskable } from './askable.ts';
import type { makeMakeExam, makePublishExam, makeRemoveExam, makeSaveDraft } from './change-made-exam.ts';
import { draftFaults } from './draft-faults.rules.ts';
import type { FindAskable } from './askable.ts';
import { draftOf } from './draft.rules.ts';
import type { Exams } from '../exams/index.ts';
import type { PresentMadeExam } from './present-made-exam.ts';
import type { makeForecastDraft, makePreviewDraft } from './preview-draft.ts';

interface Deps extends PresentMadeExam {
  audit: Pick<Audit, 'note'>;
  clock: Clock;
  catalogue: Pick<Catalogue, 'made' | 'isOpenTo'>;
  exams: Pick<Exams, 'findRevision' | 'printedPaper' | 'printedKey'>;
  viewPapers: ReturnType<typeof makeViewPapers>;
  findAskable: FindAskable;
  examBank: ReturnType<typeof makeExamBank>;
  searchAskable: ReturnType<typeof makeSearchAskable>;
  makeExam: ReturnType<typeof makeMakeExam>;
  saveDraft: ReturnType<typeof makeSaveDraft>;
  publishExam: ReturnType<typeof makePublishExam>;
  removeExam: ReturnType<typeof makeRemoveExam>;
  previewDraft: ReturnType<typeof makePreviewDraft>;
  forecastDraft: ReturnType<typeof makeForecastDraft>;
}

const ExamParams = z.object({ code: Code });
const VersionParams = z.object({ code: Code, revision: z.coerce.number().int().min(1).max(1_000_000) });

/** Makes what finds the exam of a request, for those who may edit it: others are not told that it is there. */
const makeGetEditable =
  ({ catalogue }: Pick<Deps, 'catalogue'>) =>
  async (req: Request): Promise<StoredExam> => {
    const { params } = parseRequest(req, { params: ExamParams });
    const exam = await catalogue.made.find(params.code);
    if (!exam) throw new ProblemError({ code: 'exam_not_found' });
    refuseUnlessEditor(req, exam);
    return exam;
  };

function refuseUnlessEditor(req: Request, { owner }: StoredExam): void {
  if (!mayEditMade(getSession(req), owner)) throw new ProblemError({ code: 'exam_not_found' });
}

/** What those look at who edit an exam. */
function readingRoutes(deps: Deps): Router {
  const { catalogue, exams, present, presentRows, examBank, searchAskable, previewDraft } = deps;
  const getEditable = makeGetEditable(deps);
  const router = Router();

  router.get('/made-exams', async (req, res) => {
    const owners = ownersOfMade(getSession(req));
    const { exams: listed, more } = await catalogue.made.listOf(owners);
    const rows = await presentRows(listed);
    res.json(MadeExams.parse({ exams: rows, more, owners: owners.map(({ kind }) => kind) }));
  });

  router.get('/made-exams/:code', async (req, res) => {
    res.json(MadeExam.parse(await present(await getEditable(req))));
  });

  router.get('/made-exams/:code/versions/:revision', async (req, res) => {
    await getEditable(req);
    const { code, revision } = parseRequest(req, { params: VersionParams }).params;
    const stored = await exams.findRevision({ code, revision });
    if (stored) res.json(ExamVersion.parse({ revision, draft: draftOf(stored) }));
    else sendProblem(res, { code: 'not_found' });
  });

  router.get('/made-exams/:code/bank', async (req, res) => {
    res.json(ExamBank.parse(await examBank((await getEditable(req)).owner)));
  });

  router.get('/made-exams/:code/questions', async (req, res) => {
    const { owner } = await getEditable(req);
    const found = await searchAskable(owner, parseRequest(req, { query: BankQuestionsQuery }).query);
    const questions = found.questions.map((question) => {
      const { code, topic, level, stem } = question;
      const type = typeOf(question.type);
      return { ...type.show(question, type.parts(question)), code, topic, level, stem };
    });
    res.json(BankQuestions.parse({ questions, next: found.next ?? null }));
  });

  router.get('/made-exams/:code/preview', async (req, res) => {
    const exam = await getEditable(req);
    const { seed } = parseRequest(req, { query: ExamPreviewQuery }).query;
    const paper = await previewDraft(exam, seed);
    if (paper.ok) res.json(ExamPreview.parse({ questions: paper.questions }));
    else sendProblem(res, paper.error);
  });

  return router;
}

type Outcome = Awaited<ReturnType<Deps['publishExam'] | Deps['removeExam']>>;

/** Why something was not done, with what its editor needs to go on. */
async function refuse(
  res: Response,
  outcome: Extract<Outcome, { ok: false }>,
  { edition, presentChange, findAskable }: { edition: number } & Pick<Deps, 'presentChange' | 'findAskable'>,
): Promise<void> {
  if ('exam' in outcome)
    sendProblem(res, { ...(await presentChange(outcome.exam, edition)), ...outcome.error });
  else if ('faulty' in outcome) {
    const { owner, draft } = outcome.faulty;
    sendProblem(res, { faults: draftFaults(draft, await findAskable(owner, draft)), ...outcome.error });
  } else sendProblem(res, outcome.error);
}

/** What changes an exam: each names the edition that it is about. */
function changingRoutes(deps: Deps): Router {
  const { present, saveDraft, publishExam, removeExam } = deps;
  const getEditable = makeGetEditable(deps);
  const router = Router();

  /** The body of a request of somebody who may edit the exam, also still when it has come. */
  async function bodyOf<S extends z.ZodType>(req: Request, schema: S) {
    const exam = await getEditable(req);
    const body = await readBody(req, schema);
    refuseUnlessEditor(req, exam);
    return { code: exam._id, by: getSession(req).personId, body };
  }

  router.put('/made-exams/:code/draft', async (req, res) => {
    const { body, ...who } = await bodyOf(req, SaveExamDraft);
    const result = await saveDraft({ ...who, ...body });
    if (result.ok) res.json(MadeExam.parse(await present(result.exam)));
    else await refuse(res, result, { ...deps, edition: body.edition });
  });

  router.post('/made-exams/:code/publication', async (req, res) => {
    const { body, ...who } = await bodyOf(req, ExamEdition);
    const result = await publishExam({ ...who, ...body });
    if (result.ok) res.json(MadeExam.parse(await present(result.exam)));
    else await refuse(res, result, { ...deps, edition: body.edition });
  });

  router.post('/made-exams/:code/removal', async (req, res) => {
    const { body, code } = await bodyOf(req, ExamEdition);
    const result = await removeExam({ code, ...body });
    if (result.ok) res.json({ removed: true });
    else await refuse(res, result, { ...deps, edition: body.edition });
  });

  return router;
}

/** `/api/made-exams`: exams that lecturers and authors make in the browser. */
export function madeExamsRoutes(deps: Deps): Router {
  const { catalogue, makeExam, present } = deps;
  const router = Router();
  router.use('/made-exams', requireMay('exams.make'));

  router.post('/made-exams', async (req, res) => {
    const body = await readBody(req, MakeExam);
    const session = getSession(req);
    const { owner: kind, from } = body;
    const owner = getOwnerOfMade(req, kind);
    if (from !== undefined && !(await catalogue.isOpenTo({ kind: 'exam', code: from }, session)))
      throw new ProblemError({ code: 'exam_not_found' });
    const result = await makeExam({ owner, by: session.personId, from });
    if (result.ok) res.status(201).json(MadeExam.parse(await present(result.exam)));
    else sendProblem(res, result.error);
  });

  return router
    .use(readingRoutes(deps))
    .use(changingRoutes(deps))
    .use(papersRoutes({ ...deps, getEditable: makeGetEditable(deps) }));
}
