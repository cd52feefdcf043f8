import type { Accommodation, GiveAccommodation, GradebookView } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import type { ClassRequest } from '../class-rows.ts';

const readGradebook = expecting<GradebookView>('item', 'rows', 'serverNow');

/** What a learner does is to be seen within two seconds, also where the server cannot tell of it. */
export const GRADEBOOK_REFRESH_MS = 1_500;

/** All that was asked of the class. */
export const GRADEBOOK_KEY = ['gradebook'] as const;

export function queryOf({ page, ...words }: ClassRequest): string {
  return new URLSearchParams({ ...words, page: String(page) }).toString();
}

/** `GET /api/gradebook`: until another part of the class is there, the one before stays. */
export const gradebookQuery = (request: ClassRequest) =>
  queryOptions({
    queryKey: [...GRADEBOOK_KEY, request],
    queryFn: () => http.get(`/api/gradebook?${queryOf(request)}`, readGradebook),
    placeholderData: keepPreviousData,
  });

/** `POST /api/gradebook/roster` */
export const refreshRoster = () =>
  http.post('/api/gradebook/roster', {}, expecting<{ members: number; at: string }>('members', 'at'));

/** `POST /api/gradebook/grades/:id/retry` */
export const retryGrade = (id: string) =>
  http.post(`/api/gradebook/grades/${encodeURIComponent(id)}/retry`, {}, expecting<{ id: string }>('id'));

/** `POST /api/gradebook/retry` */
export const retryAllGrades = () =>
  http.post('/api/gradebook/retry', {}, expecting<{ count: number }>('count'));

/** `PUT /api/exams/:code/accommodations/:personId` */
export const setAccommodation = (exam: string, person: string, accommodation: GiveAccommodation) =>
  http.put(
    `/api/exams/${encodeURIComponent(exam)}/accommodations/${encodeURIComponent(person)}`,
    accommodation,
    expecting<Accommodation>('timeMultiplier', 'extraAttempts'),
  );
