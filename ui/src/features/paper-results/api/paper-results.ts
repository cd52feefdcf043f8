import type {
  MasksLinked,
  PaperImport,
  PaperImportHead,
  PaperResults,
  SettlePaperRow,
} from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { sendFile } from '../../../lib/send-file.ts';

/** A file over a slow line, and two thousand lines of it to be judged. */
const PATIENCE_MS = 120_000;

const pathOf = (exam: string) => `/api/exams/${encodeURIComponent(exam)}/paper-results`;
const readImport = expecting<PaperImport>('id', 'lines', 'state');
const readHead = expecting<PaperImportHead>('id', 'state', 'entered');

/** `GET /api/exams/:code/paper-results` */
export const paperResultsQuery = (exam: string) =>
  queryOptions({
    queryKey: ['paper-results', exam],
    queryFn: () => http.get(pathOf(exam), expecting<PaperResults>('papers', 'imports')),
    staleTime: 0,
  });

/** `GET /api/exams/:code/paper-results/:id` */
export const paperImportQuery = (exam: string, id: string) =>
  queryOptions({
    queryKey: ['paper-results', exam, id],
    queryFn: () => http.get(`${pathOf(exam)}/${id}`, readImport),
    staleTime: 0,
  });

/** `POST /api/exams/:code/paper-results` */
export const sendResults = (exam: string, file: File): Promise<PaperImport> =>
  sendFile(`${pathOf(exam)}?name=${encodeURIComponent(file.name.slice(0, 200))}`, file, {
    read: readImport,
    patienceMs: PATIENCE_MS,
  });

/** `POST /api/exams/:code/paper-results/:id/identities` */
export const sendMasks = (exam: string, id: string, file: File): Promise<MasksLinked> =>
  sendFile(`${pathOf(exam)}/${id}/identities`, file, {
    read: expecting<MasksLinked>('linked', 'unknown'),
    patienceMs: PATIENCE_MS,
  });

/** `PUT /api/exams/:code/paper-results/:id/rows/:line` */
export const settleRow = (exam: string, id: string, line: number, row: SettlePaperRow) =>
  http.put(`${pathOf(exam)}/${id}/rows/${line}`, row, readImport);

/** `POST /api/exams/:code/paper-results/:id/confirmation` */
export const confirmImport = (exam: string, id: string, satAt: string) =>
  http.post(`${pathOf(exam)}/${id}/confirmation`, { satAt }, readHead);

/** `POST /api/exams/:code/paper-results/:id/undoing` */
export const undoImport = (exam: string, id: string, reason: string) =>
  http.post(`${pathOf(exam)}/${id}/undoing`, { reason }, readHead);
