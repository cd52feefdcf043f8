import type { BankViews, SaveView } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readViews = expecting<BankViews>('views');
const addressOf = (bank: string) => `/api/made-banks/${bank}/views`;

/** `GET /api/made-banks/:bank/views` */
export const viewsQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'views'],
    queryFn: () => http.get(addressOf(bank), readViews),
  });

/** `POST /api/made-banks/:bank/views` */
export const saveView = (bank: string, view: SaveView) => http.post(addressOf(bank), view, readViews);

/** `POST /api/made-banks/:bank/views/:view/removal` */
export const removeView = (bank: string, id: string) =>
  http.post(`${addressOf(bank)}/${id}/removal`, {}, readViews);
