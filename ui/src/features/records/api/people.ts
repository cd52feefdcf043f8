import type { ForgetPerson, ForgottenPerson, HeldPeople } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { bearer } from './access.ts';
import { ask } from './client.ts';

/** `GET /api/people?text=` */
export const peopleQuery = (text: string) =>
  queryOptions({
    queryKey: ['people', text],
    queryFn: () => http.get(`/api/people?text=${encodeURIComponent(text)}`, expecting<HeldPeople>('people')),
    enabled: text !== '',
  });

const addressOf = (personId: string): string => `/api/people/${encodeURIComponent(personId)}`;

/** `GET /api/people/:personId/file` */
export const personFile = async (personId: string): Promise<Blob> =>
  (await ask(`${addressOf(personId)}/file`, {}, bearer())).blob();

/** `POST /api/people/:personId/forget` */
export const forgetPerson = (personId: string, how: ForgetPerson) =>
  http.post(`${addressOf(personId)}/forget`, how, expecting<ForgottenPerson>('counts'));
