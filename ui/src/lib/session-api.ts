import type { SessionGrant } from '@chuyen-de/contracts';
import { expecting, http } from './http.ts';

const readGrant = expecting<SessionGrant>('token', 'expiresIn', 'session');

/** `POST /api/session` */
export const exchangeCode = (code: string) => http.post('/api/session', { code }, readGrant);

/** `POST /api/session/refresh` */
export const refreshSession = () => http.post('/api/session/refresh', {}, readGrant);
