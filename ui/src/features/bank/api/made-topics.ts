import type { FoundLecture, MadeTopic, SaveTopic } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { sendFile } from '../../../lib/send-file.ts';
import { MADE_BANKS } from './made-banks.ts';

const readTopic = expecting<MadeTopic>('code', 'edition', 'draft', 'faults', 'shown', 'can');

const readFound = expecting<FoundLecture>('lecture', 'remarks', 'repairs', 'repaired');

/** A large file over a slow line. */
const PATIENCE_MS = 180_000;

const addressOf = (bank: string, code: string) => `/api/made-banks/${bank}/topics/${code}`;

/** `GET /api/made-banks/:bank/topics/:code`; read once, as the page keeps it up to date from then on. */
export const madeTopicQuery = (bank: string, code: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'topic', code],
    queryFn: () => http.get(addressOf(bank, code), readTopic),
    staleTime: Infinity,
    gcTime: 0,
  });

/** `PUT /api/made-banks/:bank/topics/:code/draft` */
export const saveTopic = (bank: string, code: string, body: SaveTopic) =>
  http.put(`${addressOf(bank, code)}/draft`, body, readTopic);

/** `POST /api/made-banks/:bank/topics/:code/issue` */
export const issueTopic = (bank: string, code: string, edition: number) =>
  http.post(`${addressOf(bank, code)}/issue`, { edition }, readTopic);

/** `POST /api/made-banks/:bank/topics/:code/retirement` */
export const retireTopic = (bank: string, code: string) =>
  http.post(`${addressOf(bank, code)}/retirement`, {}, readTopic);

/** `POST /api/made-banks/:bank/topics/:code/lecture-file` */
export const readLectureFile = (bank: string, code: string, file: Blob) =>
  sendFile(`${addressOf(bank, code)}/lecture-file`, file, { read: readFound, patienceMs: PATIENCE_MS });
