import type { QuestionComments } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readComments = expecting<QuestionComments>('comments');
const addressOf = (bank: string, code: string) => `/api/made-banks/${bank}/questions/${code}/comments`;

/** `GET /api/made-banks/:bank/questions/:code/comments` */
export const commentsQuery = (bank: string, code: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'comments', code],
    queryFn: () => http.get(addressOf(bank, code), readComments),
  });

/** `POST /api/made-banks/:bank/questions/:code/comments` */
export const commentOn = (bank: string, code: string, text: string) =>
  http.post(addressOf(bank, code), { text }, readComments);

/** `POST /api/made-banks/:bank/questions/:code/comments/:comment/removal` */
export const removeComment = (bank: string, code: string, id: string) =>
  http.post(`${addressOf(bank, code)}/${id}/removal`, {}, readComments);
