import type { DossierView, MakeDossier } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';

const readView = expecting<DossierView>('attempts', 'fingerprint', 'dossiers');

/** Ten thousand attempts are read and written while the file comes. */
const PATIENCE_MS = 600_000;

const addressOf = (exam: string) => `/api/exams/${exam}/dossiers`;

/** `GET /api/exams/:code/dossiers` */
export const dossiersQuery = (exam: string) =>
  queryOptions({
    queryKey: ['dossiers', exam],
    queryFn: () => http.get(addressOf(exam), readView),
    staleTime: 0,
  });

/** `POST /api/exams/:code/dossiers` @throws ProblemError, NetworkError */
export async function makeDossier(exam: string, wish: MakeDossier): Promise<Blob> {
  const answer = await request(addressOf(exam), {
    method: 'POST',
    body: JSON.stringify(wish),
    headers: headersOf({ body: wish }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return answer.blob();
}
