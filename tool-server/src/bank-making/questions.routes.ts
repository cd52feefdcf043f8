import { BankQuestion, Code, MakeQuestion, QuestionEdition, SaveQuestion } from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { getSession } from '../sessions/index.ts';
import type { makeAddQuestions, makeRemoveQuestion, makeSaveQuestion } from './change-question.ts';
import { commentsRoutes, type CommentDeps } from './comments.routes.ts';
import { historyRoutes, type HistoryDeps } from './history.routes.ts';
import type { PresentBank } from './present-bank.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import { authorsOf, type QuestionStore } from './question-store.ts';
import type { WithholdKeys } from './withhold-keys.ts';

export interface QuestionDeps
  extends
    Pick<PresentBank, 'presentQuestion' | 'presentChange'>,
    Pick<WithholdKeys, 'withholdKey'>,
    Omit<HistoryDeps, 'openQuestionOf' | 'refuse'>,
    Omit<CommentDeps, 'openQuestionOf'> {
  questions: Pick<QuestionStore, 'find'>;
  addQuestions: ReturnType<typeof makeAddQuestions>;
  saveQuestion: ReturnType<typeof makeSaveQuestion>;
  removeQuestion: ReturnType<typeof makeRemoveQuestion>;
}

const QuestionParams = z.object({ bank: Code, code: Code });

async function questionOf(
  { questions }: Pick<QuestionDeps, 'questions'>,
  bank: StoredBank,
  code: string,
): Promise<StoredQuestion> {
  const question = await questions.find(bank._id, code);
  if (!question) throw new ProblemError({ code: 'question_not_found' });
  return question;
}

/** A copy is by those, too, who have written on what it is of. */
const copyOf = (question: StoredQuestion) => {
  const { topic, level, content, tags = [] } = question;
  return { draft: { topic, level, content, tags }, authors: authorsOf(question) };
};

const codeOf = (req: Request): string => parseRequest(req, { params: QuestionParams }).params.code;

type Refusal = Extract<
  Awaited<ReturnType<QuestionDeps['saveQuestion'] | QuestionDeps['removeQuestion']>>,
  { ok: false }
>;

/** Single questions: each change names the edition that it was made to. */
export function questionsRoutes(deps: QuestionDeps): Router {
  const { presentQuestion, presentChange, addQuestions, saveQuestion, removeQuestion, withholdKey } = deps;
  const { getBank, bodyOf } = deps;
  const router = Router();

  /** A question, for those of its council once they have answered it. */
  async function openQuestionOf(req: Request, bank: StoredBank, code: string): Promise<StoredQuestion> {
    const question = await questionOf(deps, bank, code);
    await deps.withholdKey(code, getSession(req).personId);
    return question;
  }

  async function refuse(res: Response, bank: StoredBank, refusal: Refusal, edition: number): Promise<void> {
    const change = 'question' in refusal && (await presentChange(bank, refusal.question, edition));
    sendProblem(res, { ...change, ...refusal.error });
  }

  router.post('/made-banks/:bank/questions', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, MakeQuestion);
    const made = 'from' in body ? copyOf(await openQuestionOf(req, bank, body.from)) : body;
    const added = await addQuestions({ bank, by, drafts: [made] });
    if (!added.ok) {
      sendProblem(res, added.error);
      return;
    }
    const question = await questionOf(deps, bank, added.codes[0] ?? '');
    res.status(201).json(BankQuestion.parse(await presentQuestion(bank, question)));
  });

  router.get('/made-banks/:bank/questions/:code', async (req, res) => {
    const bank = await getBank(req);
    const question = await openQuestionOf(req, bank, codeOf(req));
    res.json(BankQuestion.parse(await presentQuestion(bank, question)));
  });

  router.put('/made-banks/:bank/questions/:code/draft', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SaveQuestion);
    const code = codeOf(req);
    await withholdKey(code, by);
    const result = await saveQuestion({ bank, by, code, ...body });
    if (result.ok) res.json(BankQuestion.parse(await presentQuestion(bank, result.question)));
    else await refuse(res, bank, result, body.edition);
  });

  router.post('/made-banks/:bank/questions/:code/removal', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, QuestionEdition);
    const code = codeOf(req);
    await withholdKey(code, by);
    const result = await removeQuestion({ bank, by, code, ...body });
    if (result.ok) res.json({ removed: true });
    else await refuse(res, bank, result, body.edition);
  });

  return router.use(
    historyRoutes({ ...deps, openQuestionOf, refuse }),
    commentsRoutes({ ...deps, openQuestionOf }),
  );
}
