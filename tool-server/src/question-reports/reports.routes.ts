import {
  AnswerReport,
  OwnReports,
  QuestionReports,
  ReportQuestion,
  ReportsAnswered,
  ReportsQuery,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { makeAnswerReport } from './answer-report.ts';
import { readerKeys, type PresentReports } from './present-reports.ts';
import type { QuestionReport } from './question-report.model.ts';
import type { makeReportQuestion } from './report-question.ts';
import type { ReportStore } from './report-store.ts';
import type { ShownPapers, Where } from './shown-papers.ts';

interface Deps {
  reports: Pick<ReportStore, 'find'>;
  shownPapers: ShownPapers;
  reportQuestion: ReturnType<typeof makeReportQuestion>;
  answerReport: ReturnType<typeof makeAnswerReport>;
  presentReports: PresentReports;
}

const Params = z.object({ id: z.string().min(1).max(100) });

/** What a learner says is wrong with questions of a paper of theirs. */
function ownRoutes({ shownPapers, reportQuestion, presentReports }: Deps): Router {
  const router = Router();
  const paperOf = async (where: Where, personId: string) => {
    const found = await shownPapers.toRead(where, personId);
    if (!found.ok) throw new ProblemError(found.error);
    return found.paper;
  };
  const PATHS = { attempt: '/attempts/:id/reports', practice: '/practice/rounds/:id/reports' } as const;
  for (const kind of ['attempt', 'practice'] as const) {
    router.get(PATHS[kind], async (req, res) => {
      const { id } = parseRequest(req, { params: Params }).params;
      const { personId } = getSession(req);
      const paper = await paperOf({ kind, id }, personId);
      res.json(OwnReports.parse(await presentReports.own(paper, personId)));
    });

    router.post(PATHS[kind], async (req, res) => {
      const { id } = parseRequest(req, { params: Params }).params;
      const { personId } = getSession(req);
      const where = { kind, id };
      const paper = await paperOf(where, personId);
      const body = await readBody(req, ReportQuestion);
      const result = await reportQuestion({ where, personId, ...body });
      if (result.ok) res.status(201).json(OwnReports.parse(await presentReports.own(paper, personId)));
      else sendProblem(res, result.error);
    });
  }
  return router;
}

/** `…/reports` for learners; `/api/question-reports` for those who make the questions. */
export function reportRoutes(deps: Deps): Router {
  const { presentReports, answerReport } = deps;
  const router = ownRoutes(deps);

  /** A report, for those who may answer it: others are not told that it is there. */
  async function getReport(req: Request): Promise<QuestionReport> {
    const { id } = parseRequest(req, { params: Params }).params;
    const report = await deps.reports.find(id, readerKeys(getSession(req)));
    if (!report) throw new ProblemError({ code: 'report_not_found' });
    return report;
  }

  router.get('/question-reports', requireMay('questions.write'), async (req, res) => {
    const { query } = parseRequest(req, { query: ReportsQuery });
    res.json(QuestionReports.parse(await presentReports.list(getSession(req), query)));
  });

  router.post('/question-reports/:id/answer', requireMay('questions.write'), async (req, res) => {
    const report = await getReport(req);
    const body = await readBody(req, AnswerReport);
    const result = await answerReport(report, body, getSession(req));
    if (result.ok) res.json(ReportsAnswered.parse({ answered: result.answered }));
    else sendProblem(res, result.error);
  });

  return router;
}
