import type { ExportPreview, ExportQuestions } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, readAnswer, request } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readPreview = expecting<ExportPreview>('name', 'questions', 'losses');

/** Ten thousand questions are read and written, wait for others, and come over a slow line. */
const PATIENCE_MS = 120_000;

const addressOf = (bank: string) => `/api/made-banks/${bank}/exports`;

const ask = (path: string, init: RequestInit, headers: Headers): Promise<Response> =>
  request(path, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MS) });

const askFor = (path: string, wish: ExportQuestions): Promise<Response> =>
  ask(path, { method: 'POST', body: JSON.stringify(wish) }, headersOf({ body: wish }));

/** `POST /api/made-banks/:bank/exports/preview`; as the bank is now, hence never kept. */
export const exportPreviewQuery = (bank: string, wish: ExportQuestions) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'export', wish],
    queryFn: async () => readAnswer(await askFor(`${addressOf(bank)}/preview`, wish), readPreview),
    // Who comes back to the tab has no use for the whole file being written again.
    staleTime: Infinity,
    gcTime: 0,
  });

/** `POST /api/made-banks/:bank/exports` */
export const exportFile = async (bank: string, wish: ExportQuestions): Promise<Blob> =>
  (await askFor(addressOf(bank), wish)).blob();

/** `GET /api/made-banks/:bank/import-form` */
export const importForm = async (bank: string): Promise<Blob> =>
  (await ask(`/api/made-banks/${bank}/import-form`, {}, headersOf({}))).blob();
