import { useQuery } from '@tanstack/react-query';
import { useStream } from '../../lib/use-stream.ts';
import { followRoom, ROOM_REFRESH_MS, roomQuery } from './api/room.ts';

const ROOM_STREAM = {
  follow: followRoom,
  keyOf: (exam: string) => roomQuery(exam).queryKey,
  againMs: 5_000,
};

/** The room of an exam as it changes: told by the server while the page is shown, or asked for where no stream can be held. */
export function useLiveRoom(exam: string) {
  const isTold = useStream(exam, ROOM_STREAM);
  return useQuery({ ...roomQuery(exam), refetchInterval: isTold ? false : ROOM_REFRESH_MS });
}
