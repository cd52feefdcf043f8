import type { ExamStart, Rehearsal, RehearsalDone } from '@chuyen-de/contracts';
import { expecting, http } from '../../../lib/http.ts';

const readDone = expecting<RehearsalDone>('at', 'kept');
const readNow = expecting<ExamStart>('serverNow');

const examPath = (code: string) => `/api/exams/${encodeURIComponent(code)}`;

/** `PUT /api/exams/:code/rehearsal` */
export const keepRehearsal = (code: string, rehearsal: Rehearsal): Promise<RehearsalDone> =>
  http.put(`${examPath(code)}/rehearsal`, rehearsal, readDone);

/** What the server's clock says. */
export const askNow = async (code: string): Promise<string> =>
  (await http.get(examPath(code), readNow)).serverNow;
