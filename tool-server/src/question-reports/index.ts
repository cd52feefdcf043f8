export { makeQuestionReports } from './make-question-reports.ts';
export { makeReportStore, type ReportStore } from './report-store.ts';
