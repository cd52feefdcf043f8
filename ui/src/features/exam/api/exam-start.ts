import type { ExamStart } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { keptAttempts } from '../log/kept-attempts.ts';

const readExamStart = expecting<ExamStart>('code', 'attempts', 'review', 'serverNow');

/** Of what this device keeps of an exam, only attempts that are still open stay. */
export function forgetEnded({ code, attempts }: ExamStart): void {
  const open = attempts.filter(({ state }) => state === 'open');
  void keptAttempts.forgetEnded(
    code,
    open.map(({ id }) => id),
  );
}

/** `GET /api/exams/:code` */
export const examStartQuery = (code: string) =>
  queryOptions({
    queryKey: ['exam', code],
    queryFn: async () => {
      const exam = await http.get(`/api/exams/${encodeURIComponent(code)}`, readExamStart);
      forgetEnded(exam);
      return exam;
    },
  });
