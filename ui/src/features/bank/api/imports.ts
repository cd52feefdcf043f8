import type {
  ConfirmImport,
  FoundQuestions,
  PlaceFound,
  QuestionImport,
  QuestionImports,
} from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { sendFile } from '../../../lib/send-file.ts';
import { MADE_BANKS } from './made-banks.ts';

const readImport = expecting<QuestionImport>('id', 'state', 'found', 'remarks');
const readFound = expecting<FoundQuestions>('questions', 'pages');
const readImports = expecting<QuestionImports>('imports');

/** A large file over a slow line, and then ten thousand questions to be read. */
const PATIENCE_MS = 180_000;
/** How often the server is asked how far an import is. */
const ASK_AGAIN_MS = 1_000;

const addressOf = (bank: string, id: string) => `/api/made-banks/${bank}/imports/${id}`;
export const importKey = (bank: string, id: string) => [...MADE_BANKS, bank, 'import', id] as const;

/** `GET /api/made-banks/:bank/imports` : the last ones, asked for again while one of them is under way. */
export const importsQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'imports'],
    queryFn: () => http.get(`/api/made-banks/${bank}/imports`, readImports),
    refetchInterval: ({ state: { data } }) =>
      data?.imports.some(({ progress }) => progress !== null) ? ASK_AGAIN_MS : false,
  });

/** `GET /api/made-banks/:bank/imports/:id`, asked for again while it is under way. */
export const importQuery = (bank: string, id: string) =>
  queryOptions({
    queryKey: [...importKey(bank, id), 'import'],
    queryFn: () => http.get(addressOf(bank, id), readImport),
    refetchInterval: ({ state: { data } }) => (data?.progress ? ASK_AGAIN_MS : false),
  });

/** `GET /api/made-banks/:bank/imports/:id/questions` */
export const foundQuery = (
  bank: string,
  id: string,
  { page, remarked }: { page: number; remarked: boolean },
) =>
  queryOptions({
    queryKey: [...importKey(bank, id), 'found', page, remarked],
    queryFn: () => {
      const query = new URLSearchParams({ page: String(page), ...(remarked && { only: 'remarked' }) });
      return http.get(`${addressOf(bank, id)}/questions?${query.toString()}`, readFound);
    },
    placeholderData: keepPreviousData,
  });

/** A file, and where its questions go. */
export interface FileToRead {
  file: Blob;
  name: string;
  topic: string;
  level: string;
}

/** `POST /api/made-banks/:bank/imports` */
export function readFile(
  bank: string,
  { file, ...query }: FileToRead,
  how: { onSent: (share: number) => void; signal: AbortSignal },
): Promise<QuestionImport> {
  const path = `/api/made-banks/${bank}/imports?${new URLSearchParams({ ...query }).toString()}`;
  return sendFile(path, file, { read: readImport, patienceMs: PATIENCE_MS, ...how });
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
