import type { Router } from 'express';
import { makeAnswerReport } from './answer-report.ts';
import { makePresentReports } from './present-reports.ts';
import { makeReportQuestion } from './report-question.ts';
import type { ReportStore } from './report-store.ts';
import { reportRoutes } from './reports.routes.ts';
import { makeShownPapers } from './shown-papers.ts';

type Deps = Parameters<typeof makeShownPapers>[0] &
  Omit<Parameters<typeof makeReportQuestion>[0], 'reports' | 'shownPapers'> &
  Omit<Parameters<typeof makePresentReports>[0], 'reports'> &
  Omit<Parameters<typeof makeAnswerReport>[0], 'reports'> & { reports: ReportStore };

/** What learners report of questions, and what is answered. */
export function makeQuestionReports(deps: Deps): { models: ReportStore['models']; router: Router } {
  const parts = { ...deps, shownPapers: makeShownPapers(deps) };
  return {
    models: deps.reports.models,
    router: reportRoutes({
      ...parts,
      reportQuestion: makeReportQuestion(parts),
      answerReport: makeAnswerReport(parts),
      presentReports: makePresentReports(parts),
    }),
  };
}
