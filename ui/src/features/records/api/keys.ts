import type { NewRecordKey, RecordKeys, RecordKeySecret } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { bearer } from './access.ts';
import { ask } from './client.ts';

const readSecret = expecting<RecordKeySecret>('key', 'secret');
const addressOf = (key: string): string => `/api/records/keys/${encodeURIComponent(key)}`;

/** `GET /api/records/keys` */
export const keysQuery = queryOptions({
  queryKey: ['records', 'keys'],
  queryFn: () => http.get('/api/records/keys', expecting<RecordKeys>('keys')),
});

/** `POST /api/records/keys` */
export const createKey = (key: NewRecordKey) => http.post('/api/records/keys', key, readSecret);

/** `POST /api/records/keys/:key/rotate` */
export const rotateKey = (key: string) => http.post(`${addressOf(key)}/rotate`, {}, readSecret);

/** `DELETE /api/records/keys/:key` */
export const revokeKey = async (key: string): Promise<void> => {
  await ask(addressOf(key), { method: 'DELETE' }, bearer());
};
