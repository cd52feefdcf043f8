import {
  Code,
  CorrectionPreview,
  MakeCorrection,
  PreviewCorrection,
  QuestionCorrections,
  type CorrectionDraft,
  type LanguageMap,
  type OwnerKind,
  type Scope,
} from '@chuyen-de/contracts';
import { readResponse } from '@chuyen-de/question-types';
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Bank, QuestionRevision } from '../bank/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import type { Places } from '../kernel/exam-place.ts';
import { scopesOfCorrection } from '../policies/index.ts';
import { revisionId } from '../revisions/index.ts';
import { getExamSession, readBody, requireMay, type CurrentSession } from '../sessions/index.ts';
import type { CorrectionsInForce } from './corrections-in-force.ts';
import type { CorrectionWish, MakeCorrection as Make } from './make-correction.ts';
import { authorsOrder, type PresentCorrections } from './present-corrections.ts';
import type { PreviewCorrection as Preview } from './preview-correction.ts';

interface Deps {
  bank: Pick<Bank, 'findRevisions'>;
  inForce: CorrectionsInForce;
  makeCorrection: Make;
  previewCorrection: Preview;
  presentCorrections: PresentCorrections;
  /** The links and exams at which a question was asked. */
  places: Places;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

const QuestionParams = z.object({
  code: Code,
  question: Code,
  revision: z.coerce.number().int().min(1).max(1_000_000),
});

/** The scope of a kind in which somebody may correct questions. */
export function scopeOf(session: CurrentSession, kind: OwnerKind): Scope {
  const scope = scopesOfCorrection(session).find((each) => each.kind === kind);
  if (!scope) throw new ProblemError({ code: 'not_permitted' });
  return scope;
}

/** What a correction says, with its response as it is stored: pages know the parts of a question by their places. */
function wishOf(question: QuestionRevision, draft: CorrectionDraft): CorrectionWish {
  if (!('response' in draft)) return draft;
  const read = readResponse(question.type, authorsOrder(question), draft.response);
  if (!read.ok) throw new ProblemError(read.fault);
  return { ...draft, response: read.response };
}

/** `/api/exams/:code/questions/:question/:revision/corrections`: of the questions that were asked at the link. */
export function correctionRoutes(deps: Deps): Router {
  const { bank, inForce, makeCorrection, previewCorrection, presentCorrections, places, titleOf } = deps;
  const router = Router();
  const path = '/exams/:code/questions/:question/:revision/corrections';

  async function questionOf(req: Request) {
    const { params } = parseRequest(req, { params: QuestionParams });
    const { session, place } = getExamSession(req, params.code);
    const ref = { code: params.question, revision: params.revision };
    const isAsked = await places.has(revisionId(ref), place);
    const question = isAsked ? (await bank.findRevisions([ref])).get(revisionId(ref)) : undefined;
    if (!question) throw new ProblemError({ code: 'question_not_found' });
    return { session, linkId: place.linkId, exam: params.code, question };
  }

  async function present(session: CurrentSession, code: string, question: QuestionRevision) {
    const exam = { code, title: (await titleOf(code)) ?? { vi: code } };
    const made = await inForce.ofQuestion(question._id);
    const scopes = scopesOfCorrection(session);
    return QuestionCorrections.parse(await presentCorrections(question, made, { exam, scopes }));
  }

  router.get(path, requireMay('questions.correct'), async (req, res) => {
    const { session, exam, question } = await questionOf(req);
    res.json(await present(session, exam, question));
  });

  router.post(`${path}/preview`, requireMay('questions.correct'), async (req, res) => {
    const { session, question } = await questionOf(req);
    const { correction, scope, after } = await readBody(req, PreviewCorrection);
    const wish = wishOf(question, correction);
    const asking = { by: session.personId, question, wish, after };
    const result = await previewCorrection({ ...asking, scope: scopeOf(session, scope) });
    if (result.ok) res.json(CorrectionPreview.parse(result.preview));
    else sendProblem(res, result.error);
  });

  router.post(path, requireMay('questions.correct'), async (req, res) => {
    const { session, linkId, exam, question } = await questionOf(req);
    const { id, correction, scope, reason, basedOn } = await readBody(req, MakeCorrection);
    const making = { id, question, reason, by: session.personId, linkId, basedOn };
    const wish = wishOf(question, correction);
    const result = await makeCorrection({ ...making, wish, scope: scopeOf(session, scope) });
    if (result.ok) res.status(201).json(await present(session, exam, question));
    else sendProblem(res, result.error);
  });

  return router;
}
