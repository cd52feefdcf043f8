import type { ConfirmImport, FoundQuestions, PlaceFound, QuestionImport } from '@chuyen-de/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { sendFile } from '../../../lib/send-file.ts';
import { MADE_BANKS } from './made-banks.ts';

const readImport = expecting<QuestionImport>('id', 'state', 'found', 'remarks');
const readFound = expecting<FoundQuestions>('questions', 'next');

/** A large file over a slow line, and then ten thousand questions to be looked at. */
const PATIENCE_MS = 180_000;

const addressOf = (bank: string, id: string) => `/api/made-banks/${bank}/imports/${id}`;
export const importKey = (bank: string, id: string) => [...MADE_BANKS, bank, 'import', id] as const;

/** `GET /api/made-banks/:bank/imports/:id` */
export const importQuery = (bank: string, id: string) =>
  queryOptions({
    queryKey: [...importKey(bank, id), 'import'],
    queryFn: () => http.get(addressOf(bank, id), readImport),
  });

/** `GET /api/made-banks/:bank/imports/:id/questions`, page by page. */
export const foundQuery = (bank: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...importKey(bank, id), 'found'],
    queryFn: ({ pageParam }) =>
      http.get(`${addressOf(bank, id)}/questions${pageParam === '' ? '' : `?after=${pageParam}`}`, readFound),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

/** `POST /api/made-banks/:bank/imports` */
export function readFile(
  bank: string,
  { file, ...query }: { file: Blob; name: string; topic: string; level: string },
): Promise<QuestionImport> {
  const path = `/api/made-banks/${bank}/imports?${new URLSearchParams(query).toString()}`;
  return sendFile(path, file, { read: readImport, patienceMs: PATIENCE_MS });
}

/** `POST /api/made-banks/:bank/imports/:id/placing` */
export const placeFound = (bank: string, id: string, body: PlaceFound) =>
  http.post(`${addressOf(bank, id)}/placing`, body, readImport);

/** `POST /api/made-banks/:bank/imports/:id/confirmation` */
export const confirmImport = (bank: string, id: string, body: ConfirmImport) =>
  http.post(`${addressOf(bank, id)}/confirmation`, body, readImport);

/** `POST /api/made-banks/:bank/imports/:id/undoing` */
export const undoImport = (bank: string, id: string) =>
  http.post(`${addressOf(bank, id)}/undoing`, {}, readImport);
