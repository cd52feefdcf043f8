import type { ExamStart } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readExamStart = expecting<ExamStart>('code', 'attempts', 'review', 'serverNow');

/** `GET /api/exams/:code` */
export const examStartQuery = (code: string) =>
  queryOptions({
    queryKey: ['exam', code],
    queryFn: () => http.get(`/api/exams/${encodeURIComponent(code)}`, readExamStart),
  });
