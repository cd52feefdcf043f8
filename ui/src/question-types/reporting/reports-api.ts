import type { OwnReports, ReportQuestion } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../lib/http.ts';

/** The paper on which questions were asked: an attempt, or a round of practice. */
export interface AskedOn {
  kind: 'attempt' | 'practice';
  id: string;
}

const ADDRESSES = { attempt: '/api/attempts', practice: '/api/practice/rounds' };
const addressOf = ({ kind, id }: AskedOn) => `${ADDRESSES[kind]}/${encodeURIComponent(id)}/reports`;
const readReports = expecting<OwnReports>('reports');

/** `GET /api/attempts/:id/reports`, `GET /api/practice/rounds/:id/reports` */
export const ownReportsQuery = (on: AskedOn) =>
  queryOptions({
    queryKey: ['own-reports', on.kind, on.id],
    queryFn: () => http.get(addressOf(on), readReports),
    staleTime: 30_000,
  });

/** `POST` to the same addresses. */
export const reportQuestion = (on: AskedOn, report: ReportQuestion) =>
  http.post(addressOf(on), report, readReports);
