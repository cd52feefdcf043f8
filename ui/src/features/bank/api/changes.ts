import type { BankTags, ChangedTogether, ChangeTogether } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readTags = expecting<BankTags>('tags');
const readChanged = expecting<ChangedTogether>('done', 'same', 'refused');

/** `GET /api/made-banks/:bank/tags` */
export const tagsQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'tags'],
    queryFn: () => http.get(`/api/made-banks/${bank}/tags`, readTags),
  });

/** `POST /api/made-banks/:bank/changes` */
export const changeTogether = (bank: string, body: ChangeTogether) =>
  http.post(`/api/made-banks/${bank}/changes`, body, readChanged);
