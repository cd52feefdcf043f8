import type { SealedLogTaken } from '@chuyen-de/contracts';
import { expecting, headersOf, readAnswer, request } from '../../lib/http.ts';

const readTaken = expecting<SealedLogTaken>('outcome', 'taken', 'refused');
/** A file over a slow line. */
const PATIENCE_MS = 120_000;

/** `POST /api/sealed-logs`, or for those who look after the class `POST /api/exams/:code/room/sealed-logs`. */
export async function bringLog(code: string, file: Blob, inRoom: boolean): Promise<SealedLogTaken> {
  const headers = headersOf({});
  headers.set('content-type', 'application/octet-stream');
  const path = inRoom ? `/api/exams/${encodeURIComponent(code)}/room/sealed-logs` : '/api/sealed-logs';
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return readAnswer(await request(path, { method: 'POST', headers, body: file, signal }), readTaken);
}
