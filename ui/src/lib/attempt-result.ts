import type { AttemptResult } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from './http.ts';

/** Reads what submitting answers as well as `GET /api/attempts/:id/result`. */
export const readAttemptResult = expecting<AttemptResult>('id', 'receipt', 'score', 'topics', 'review');

/** `GET /api/attempts/:id/result` */
export const attemptResultQuery = (id: string) =>
  queryOptions({
    queryKey: ['attempt-result', id],
    queryFn: () => http.get(`/api/attempts/${encodeURIComponent(id)}/result`, readAttemptResult),
  });
