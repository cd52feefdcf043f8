import type { BankQuestion, QuestionHistory, QuestionVersion } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readHistory = expecting<QuestionHistory>('code', 'edition', 'versions', 'can');
const readVersion = expecting<QuestionVersion>('id', 'draft');
const readQuestion = expecting<BankQuestion>('code', 'edition', 'draft', 'faults', 'can');

const addressOf = (bank: string, code: string) => `/api/made-banks/${bank}/questions/${code}`;

/** `GET /api/made-banks/:bank/questions/:code/history` */
export const historyQuery = (bank: string, code: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'history', code],
    queryFn: () => http.get(`${addressOf(bank, code)}/history`, readHistory),
    // Somebody has just written on it.
    gcTime: 0,
  });

/** `GET /api/made-banks/:bank/questions/:code/history/:version`: it never says anything else. */
export const versionQuery = (bank: string, code: string, version: string) =>
  queryOptions({
    queryKey: ['question-version', bank, code, version],
    queryFn: () => http.get(`${addressOf(bank, code)}/history/${version}`, readVersion),
    staleTime: Infinity,
    enabled: version !== '',
  });

/** `POST /api/made-banks/:bank/questions/:code/restoration` */
export const restoreVersion = (bank: string, code: string, edition: number, version: string) =>
  http.post(`${addressOf(bank, code)}/restoration`, { edition, version }, readQuestion);
