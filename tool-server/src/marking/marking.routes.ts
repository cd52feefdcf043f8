import {
  AnswerToMark,
  Code,
  MarkAnswer,
  MarkedAnswers,
  MarkedAnswersQuery,
  MarkingOverview,
  NextToMark,
  NextToMarkQuery,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, sendProblem } from '../http/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { getExamSession, readBody, requireMay } from '../sessions/index.ts';
import type { makeMarkOne } from './mark-answer.ts';
import type { makeGetAnswer, makeMarkedAnswers, makeNextToMark, makeOverview } from './view-queue.ts';

interface Deps {
  overview: ReturnType<typeof makeOverview>;
  nextToMark: ReturnType<typeof makeNextToMark>;
  markedAnswers: ReturnType<typeof makeMarkedAnswers>;
  getAnswer: ReturnType<typeof makeGetAnswer>;
  markOne: ReturnType<typeof makeMarkOne>;
}

const ExamParams = z.object({ code: Code });
const QuestionParams = ExamParams.extend({ question: Code });
const AnswerParams = QuestionParams.extend({ attempt: z.string().min(1).max(100) });

/** Who marks, and what: answers of the link that they came by. */
function markerOf(req: Request, examCode: string): { by: string; where: ExamPlace } {
  const { session, place } = getExamSession(req, examCode);
  return { by: session.personId, where: place };
}

/** `/api/exams/:code/marking`: answers that a person marks, for those who teach the course. */
export function markingRoutes({ overview, nextToMark, markedAnswers, getAnswer, markOne }: Deps): Router {
  const router = Router();
  const mayMark = requireMay('attempts.mark');

  router.get('/exams/:code/marking', mayMark, async (req, res) => {
    const { params } = parseRequest(req, { params: ExamParams });
    res.json(MarkingOverview.parse(await overview(markerOf(req, params.code).where)));
  });

  router.get('/exams/:code/marking/:question/next', mayMark, async (req, res) => {
    const { params, query } = parseRequest(req, { params: QuestionParams, query: NextToMarkQuery });
    const { where, by } = markerOf(req, params.code);
    res.json(NextToMark.parse(await nextToMark(where, params.question, by, query.after)));
  });

  router.get('/exams/:code/marking/:question/marked', mayMark, async (req, res) => {
    const { params, query } = parseRequest(req, { params: QuestionParams, query: MarkedAnswersQuery });
    const { where } = markerOf(req, params.code);
    res.json(MarkedAnswers.parse(await markedAnswers(where, params.question, query.page)));
  });

  router.get('/exams/:code/marking/:question/answers/:attempt', mayMark, async (req, res) => {
    const { params } = parseRequest(req, { params: AnswerParams });
    const answer = await getAnswer(markerOf(req, params.code).where, params.question, params.attempt);
    if (answer) res.json(AnswerToMark.parse(answer));
    else sendProblem(res, { code: 'answer_not_found' });
  });

  router.put('/exams/:code/marking/:question/answers/:attempt', mayMark, async (req, res) => {
    const { params } = parseRequest(req, { params: AnswerParams });
    const marker = markerOf(req, params.code);
    const body = await readBody(req, MarkAnswer);
    const result = await markOne({
      ...body,
      ...marker,
      question: params.question,
      attemptId: params.attempt,
    });
    if (result.ok) res.json(AnswerToMark.parse(result.answer));
    else sendProblem(res, result.error);
  });

  return router;
}
