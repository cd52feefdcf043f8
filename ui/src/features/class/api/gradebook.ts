import type { Accommodation, GradebookView } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readGradebook = expecting<GradebookView>('item', 'rows', 'serverNow');

const REFRESH_MS = 10_000;
const REFRESH_SENDING_MS = 2_000;
/** While a grade is being sent, its next try is no further off than this. */
const SENDING_MS = 60_000;

/** Whether a grade is on its way, so that its arrival is news within moments. */
const isSending = ({ rows, serverNow }: GradebookView): boolean =>
  rows.some(
    ({ grade }) =>
      grade?.state === 'waiting' &&
      grade.nextTryAt !== null &&
      Date.parse(grade.nextTryAt) - Date.parse(serverNow) <= SENDING_MS,
  );

/** `GET /api/gradebook` */
export const gradebookQuery = queryOptions({
  queryKey: ['gradebook'],
  queryFn: () => http.get('/api/gradebook', readGradebook),
  refetchInterval: ({ state: { data } }) =>
    data !== undefined && isSending(data) ? REFRESH_SENDING_MS : REFRESH_MS,
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
export const setAccommodation = (exam: string, person: string, accommodation: Accommodation) =>
  http.put(
    `/api/exams/${encodeURIComponent(exam)}/accommodations/${encodeURIComponent(person)}`,
    accommodation,
    expecting<Accommodation>('timeMultiplier', 'extraAttempts'),
  );
