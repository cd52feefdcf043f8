import type { ChangeSitting, GiveSeats, MakeSitting, SeatsGiven, Sittings } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const examPath = (exam: string) => `/api/exams/${encodeURIComponent(exam)}`;
const sittingPath = (exam: string, id: string) => `${examPath(exam)}/sittings/${encodeURIComponent(id)}`;
const readSittings = expecting<Sittings>('sittings', 'can', 'exam');

/** `GET /api/exams/:code/sittings` */
export const sittingsQuery = (exam: string) =>
  queryOptions({
    queryKey: ['sittings', exam],
    queryFn: () => http.get(`${examPath(exam)}/sittings`, readSittings),
    staleTime: 0,
  });

/** `POST /api/exams/:code/sittings` */
export const makeSitting = (exam: string, sitting: MakeSitting) =>
  http.post(`${examPath(exam)}/sittings`, sitting, readSittings);

/** `PUT /api/exams/:code/sittings/:id` */
export const changeSitting = (exam: string, id: string, change: ChangeSitting) =>
  http.put(sittingPath(exam, id), change, readSittings);

/** `POST /api/exams/:code/sittings/:id/removal` */
export const removeSitting = (exam: string, id: string) =>
  http.post(`${sittingPath(exam, id)}/removal`, {}, readSittings);

/** `PUT /api/exams/:code/seats` */
export const giveSeats = (exam: string, seats: GiveSeats) =>
  http.put(`${examPath(exam)}/seats`, seats, expecting<SeatsGiven>('seated'));
