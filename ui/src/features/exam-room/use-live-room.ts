import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemError } from '../../lib/http.ts';
import { useIsPageShown } from '../../lib/use-is-page-shown.ts';
import { followRoom, ROOM_REFRESH_MS, roomQuery } from './api/room.ts';

/** After a stream broke off, or could not be held. */
const AGAIN_MS = 5_000;

/** The room of an exam as it changes: told by the server while the page is shown, or asked for where no stream can be held. */
export function useLiveRoom(exam: string) {
  const queryClient = useQueryClient();
  const shown = useIsPageShown();
  const [isTold, setTold] = useState(false);
  // The stream is a connection, held outside of React.
  useEffect(() => {
    if (!shown) return undefined;
    const ending = new AbortController();
    let timer: number | undefined;
    const follow = async (): Promise<void> => {
      let restMs = AGAIN_MS;
      try {
        await followRoom(
          exam,
          (view) => {
            queryClient.setQueryData(roomQuery(exam).queryKey, view);
            setTold(true);
          },
          ending.signal,
        );
      } catch (error) {
        if (error instanceof ProblemError) restMs = Math.max(restMs, error.retryAfterMs ?? 0);
      }
      setTold(false);
      if (!ending.signal.aborted) timer = window.setTimeout(() => void follow(), restMs);
    };
    void follow();
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [queryClient, exam, shown]);
  return useQuery({ ...roomQuery(exam), refetchInterval: isTold ? false : ROOM_REFRESH_MS });
}
