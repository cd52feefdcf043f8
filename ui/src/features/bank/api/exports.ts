import type { ExportPreview, ExportQuestions } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readPreview = expecting<ExportPreview>('name', 'questions', 'losses');

/** Ten thousand questions are read and written, and come over a slow line. */
const PATIENCE_MS = 120_000;

const addressOf = (bank: string) => `/api/made-banks/${bank}/exports`;

/** `POST /api/made-banks/:bank/exports/preview`; as the bank is now, hence never kept. */
export const exportPreviewQuery = (bank: string, wish: ExportQuestions) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'export', wish],
    queryFn: () => http.post(`${addressOf(bank)}/preview`, wish, readPreview),
    gcTime: 0,
  });

async function fileAt(path: string, init: RequestInit, headers: Headers): Promise<Blob> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return (await request(path, { ...init, headers, signal })).blob();
}

/** `POST /api/made-banks/:bank/exports` */
export const exportFile = (bank: string, wish: ExportQuestions): Promise<Blob> =>
  fileAt(addressOf(bank), { method: 'POST', body: JSON.stringify(wish) }, headersOf({ body: wish }));

/** `GET /api/made-banks/:bank/import-form` */
export const importForm = (bank: string): Promise<Blob> =>
  fileAt(`/api/made-banks/${bank}/import-form`, {}, headersOf({}));
