import type { AnswerReport, QuestionReports, ReportsAnswered, ReportState } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readReports = expecting<QuestionReports>('reports', 'waiting');
const readAnswered = expecting<ReportsAnswered>('answered');

export interface ReportsRequest {
  state: ReportState;
  page: number;
  /** Of one question. */
  question?: string | undefined;
}

export const QUESTION_REPORTS = ['question-reports'] as const;

/** `GET /api/question-reports` */
export const reportsQuery = ({ state, page, question }: ReportsRequest) =>
  queryOptions({
    queryKey: [...QUESTION_REPORTS, { state, page, question }],
    queryFn: () => {
      const query = new URLSearchParams({ state, page: String(page), ...(question && { question }) });
      return http.get(`/api/question-reports?${query.toString()}`, readReports);
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** `POST /api/question-reports/:id/answer` */
export const answerReport = (id: string, answer: AnswerReport) =>
  http.post(`/api/question-reports/${encodeURIComponent(id)}/answer`, answer, readAnswered);
