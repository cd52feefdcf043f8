import type { AttemptAppeals } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const pathOf = (attempt: string): string => `/api/attempts/${encodeURIComponent(attempt)}/appeals`;
const asAppeals = expecting<AttemptAppeals>('appeals', 'can');

/** `GET /api/attempts/:id/appeals` */
export const attemptAppealsQuery = (attempt: string) =>
  queryOptions({
    queryKey: ['attempt-appeals', attempt],
    queryFn: () => http.get(pathOf(attempt), asAppeals),
    staleTime: 30_000,
  });

/** `POST /api/attempts/:id/appeals` */
export const askAppeal = (attempt: string, appeal: { slot: number | null; text: string }) =>
  http.post(pathOf(attempt), appeal, asAppeals);
