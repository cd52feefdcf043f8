import type { ExamTrials, SupervisedAttempt, SupervisedAttempts } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const examPath = (exam: string) => `/api/exams/${encodeURIComponent(exam)}`;

/** `GET /api/exams/:code/people/:personId/attempts` */
export const personAttemptsQuery = (exam: string, person: string) =>
  queryOptions({
    queryKey: ['person-attempts', exam, person],
    queryFn: () =>
      http.get(
        `${examPath(exam)}/people/${encodeURIComponent(person)}/attempts`,
        expecting<SupervisedAttempts>('attempts'),
      ),
    staleTime: 0,
  });

/** `GET /api/exams/:code/trials` */
export const trialsQuery = (exam: string) =>
  queryOptions({
    queryKey: ['trials', exam],
    queryFn: () => http.get(`${examPath(exam)}/trials`, expecting<ExamTrials>('people')),
    staleTime: 0,
  });

/** `POST /api/exams/:code/attempts/:id/removal` */
export const removeAttempt = (exam: string, id: string, reason: string) =>
  http.post(
    `${examPath(exam)}/attempts/${encodeURIComponent(id)}/removal`,
    { reason },
    expecting<SupervisedAttempt>('id', 'state'),
  );
