import type { AttemptResult } from '@chuyen-de/contracts';
import { expecting } from './http.ts';

/** Reads what submitting answers as well as `GET /api/attempts/:id/result`. */
export const readAttemptResult = expecting<AttemptResult>('id', 'receipt', 'score', 'topics', 'review');
