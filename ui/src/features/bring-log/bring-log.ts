import type { SealedLogTaken } from '@chuyen-de/contracts';
import { expecting } from '../../lib/http.ts';
import { sendFile } from '../../lib/send-file.ts';

const read = expecting<SealedLogTaken>('outcome', 'taken', 'refused');
/** A file over a slow line. */
const PATIENCE_MS = 120_000;

/** `POST /api/sealed-logs`, or for those who look after the class `POST /api/exams/:code/room/sealed-logs`. */
export function bringLog(code: string, file: Blob, inRoom: boolean): Promise<SealedLogTaken> {
  const path = inRoom ? `/api/exams/${encodeURIComponent(code)}/room/sealed-logs` : '/api/sealed-logs';
  return sendFile(path, file, { read, patienceMs: PATIENCE_MS });
}
