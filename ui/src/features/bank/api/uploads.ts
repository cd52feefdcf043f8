import type { FileKind, Upload, UploadCompleted } from '@chuyen-de/contracts';
import { UPLOAD_PART_BYTES } from '@chuyen-de/contracts/file-limits';
import { expecting, http, NetworkError, ProblemError } from '../../../lib/http.ts';
import { sendFile } from '../../../lib/send-file.ts';

const readUpload = expecting<Upload>('id', 'received', 'bytes');
const readCompleted = expecting<UploadCompleted>('file', 'quota');

/** A part over a slow line. */
const PART_PATIENCE_MS = 60_000;
/** Half a gigabyte is put together and looked through. */
const COMPLETION_PATIENCE_MS = 180_000;
const LONGEST_REST_MS = 20_000;

interface Sending {
  bank: string;
  kind: FileKind;
  file: File;
  /** Is told which share has arrived, and whether it waits for the network. */
  onProgress: (progress: { share: number; waits: boolean }) => void;
  signal: AbortSignal;
}

/** Until the network may be there again. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener('online', go, { once: true });
    signal.addEventListener('abort', go, { once: true });
  });

/** Somebody else sends the same file, or an answer was lost: how far it has come. */
const arrivedSoFar = (error: unknown): number | undefined => {
  if (!(error instanceof ProblemError) || error.code !== 'upload_elsewhere') return undefined;
  const received = error.problem?.['received'];
  return typeof received === 'number' ? received : undefined;
};

/** Sends what has not arrived yet, once. */
async function sendOnce({ bank, kind, file, onProgress, signal }: Sending): Promise<UploadCompleted> {
  const base = `/api/made-banks/${bank}/uploads`;
  const { name, size: bytes, lastModified: modified } = file;
  const told = (received: number) => onProgress({ share: received / bytes, waits: false });
  const { id, ...begun } = await http.post(base, { kind, name, bytes, modified }, readUpload);
  let { received } = begun;
  while (received < bytes && !signal.aborted) {
    told(received);
    const from = received;
    const part = file.slice(from, from + UPLOAD_PART_BYTES);
    try {
      const sent = await sendFile(`${base}/${id}/parts?from=${from}`, part, {
        ...{ read: readUpload, patienceMs: PART_PATIENCE_MS, signal },
        onSent: (share) => told(from + share * part.size),
      });
      received = sent.received;
    } catch (error) {
      const arrived = arrivedSoFar(error);
      if (arrived === undefined || arrived === from) throw error;
      received = arrived;
    }
  }
  told(bytes);
  return sendFile(`${base}/${id}/completion`, new Blob([]), {
    ...{ read: readCompleted, patienceMs: COMPLETION_PATIENCE_MS, signal },
  });
}

/**
 * Sends a file part by part. Where the network goes it waits for it and goes on after what has arrived, also when the page
 * was opened anew meanwhile and the same file is chosen again.
 */
export async function sendWhole(sending: Sending): Promise<UploadCompleted> {
  let arrived = 0;
  for (let rested = 1_000; ; rested = Math.min(rested * 2, LONGEST_REST_MS)) {
    try {
      return await sendOnce({
        ...sending,
        onProgress: (progress) => {
          arrived = Math.max(arrived, progress.share);
          sending.onProgress(progress);
        },
      });
    } catch (error) {
      if (sending.signal.aborted || !(error instanceof NetworkError)) throw error;
      sending.onProgress({ share: arrived, waits: true });
      await rest(rested, sending.signal);
    }
  }
}
