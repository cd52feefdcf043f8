import type { SeatTaken } from '@chuyen-de/contracts';
import { expecting, http } from '../../../lib/http.ts';

/** `PUT /api/exams/:code/seat` */
export const takeSeat = (code: string, sitting: string) =>
  http.put(`/api/exams/${encodeURIComponent(code)}/seat`, { sitting }, expecting<SeatTaken>('sitting'));
