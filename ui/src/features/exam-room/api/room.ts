import type {
  RoomChange,
  RoomDeed,
  RoomDeedDone,
  RoomLedger,
  RoomView,
  SealedLogTakenIn,
} from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { readEvents } from '../../../lib/server-events.ts';

/** A page that no stream reaches asks so often. */
export const ROOM_REFRESH_MS = 3_000;

const roomPath = (exam: string) => `/api/exams/${encodeURIComponent(exam)}/room`;

/** `GET /api/exams/:code/room` */
export const roomQuery = (exam: string) =>
  queryOptions({
    queryKey: ['exam-room', exam],
    queryFn: () => http.get(roomPath(exam), expecting<RoomView>('exam', 'rows', 'can', 'serverNow')),
  });

/** `GET /api/exams/:code/room/ledger` */
export const readLedger = (exam: string) =>
  http.get(`${roomPath(exam)}/ledger`, expecting<RoomLedger>('deeds', 'exam'));

export const ledgerQuery = (exam: string) =>
  queryOptions({
    queryKey: ['exam-room-ledger', exam],
    queryFn: () => readLedger(exam),
    staleTime: 0,
  });

/** `POST /api/exams/:code/room/deeds` */
export const doDeed = (exam: string, deed: RoomDeed) =>
  http.post(`${roomPath(exam)}/deeds`, deed, expecting<RoomDeedDone>('reached'));

/** `POST /api/exams/:code/room/sealed-logs/:id/taking` */
export const takeInLog = (exam: string, id: string, reason: string) =>
  http.post(`${roomPath(exam)}/sealed-logs/${id}/taking`, { reason }, expecting<SealedLogTakenIn>('answers'));

const readChange = expecting<RoomChange>('rows', 'gone', 'serverNow');

/** The room with what has changed of it. */
function changed(before: RoomView | undefined, { gone, rows, ...head }: RoomChange): RoomView {
  const merged = new Map(before?.rows.map((row) => [row.person.id, row]));
  for (const row of rows) merged.set(row.person.id, row);
  for (const id of gone) merged.delete(id);
  return { ...head, rows: [...merged.values()] };
}

/**
 * `GET /api/exams/:code/room/changes`: tells of the room as it changes, until the stream ends.
 * @throws as `readEvents` does
 */
export async function followRoom(
  exam: string,
  onView: (view: RoomView) => void,
  signal: AbortSignal,
): Promise<void> {
  let view: RoomView | undefined;
  for await (const { name, data } of readEvents(`${roomPath(exam)}/changes`, signal)) {
    if (name === 'ended') return;
    if (name !== 'change') continue;
    view = changed(view, readChange(JSON.parse(data)));
    onView(view);
  }
}
