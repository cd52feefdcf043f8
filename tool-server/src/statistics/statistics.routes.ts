import {
  Code,
  CSV_FORMS,
  ExamQuestions,
  QuestionFileQuery,
  QuestionFiguresQuery,
} from '@chuyen-de/contracts';
import { BYTE_ORDER_MARK, makeCsvLine } from '@chuyen-de/xapi';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, sendProblem } from '../http/index.ts';
import { getExamSession, requireMay } from '../sessions/index.ts';
import { questionsTable } from './questions-table.ts';
import type { Placed, ViewQuestions } from './view-questions.ts';

const ExamParams = z.object({ code: Code });

/** The exam at the link through which somebody came: of others they are told nothing. */
function placedOf(req: Request, examCode: string): { placed: Placed; contextTitle: string | null } {
  const { session, place } = getExamSession(req, examCode);
  const { platformId, contextId, contextTitle = null } = session;
  return { placed: { ...place, platformId, ...(contextId !== undefined && { contextId }) }, contextTitle };
}

/** `/api/exams/:code/questions`: how the questions of an exam were answered, for those who teach. */
export function statisticsRoutes(questions: ViewQuestions): Router {
  const router = Router();

  router.get('/exams/:code/questions', requireMay('questions.seeFigures'), async (req, res) => {
    const { params, query } = parseRequest(req, { params: ExamParams, query: QuestionFiguresQuery });
    const { placed, contextTitle } = placedOf(req, params.code);
    const found = await questions.view(placed, query);
    if (found) res.json(ExamQuestions.parse({ ...found, contextTitle }));
    else sendProblem(res, { code: 'exam_not_found' });
  });

  router.get('/exams/:code/questions.csv', requireMay('questions.seeFigures'), async (req, res) => {
    const { params, query } = parseRequest(req, { params: ExamParams, query: QuestionFileQuery });
    const { placed } = placedOf(req, params.code);
    const { titles, rows } = questionsTable(await questions.all(placed, query.attempts));
    const lineOf = makeCsvLine(CSV_FORMS.excel);
    res.type('text/csv; charset=utf-8').attachment(`questions-${params.code}.csv`);
    res.send(BYTE_ORDER_MARK + [titles, ...rows].map(lineOf).join(''));
  });

  return router;
}
