import { queryOptions } from '@tanstack/react-query';
import { http } from './http.ts';
import { readAttemptResult } from './read-attempt-result.ts';

/** `GET /api/attempts/:id/result` */
export const attemptResultQuery = (id: string) =>
  queryOptions({
    queryKey: ['attempt-result', id],
    queryFn: () => http.get(`/api/attempts/${encodeURIComponent(id)}/result`, readAttemptResult),
  });
