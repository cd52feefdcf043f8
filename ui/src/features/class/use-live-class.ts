import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemError } from '../../lib/http.ts';
import { useIsPageShown } from '../../lib/use-is-page-shown.ts';
import { followClass } from './api/class-stream.ts';
import { GRADEBOOK_REFRESH_MS, gradebookQuery } from './api/gradebook.ts';
import type { ClassRequest } from './class-rows.ts';

/** After a stream broke off, or could not be held. */
const AGAIN_MS = 10_000;

/** Follows a part of the class by a stream as long as the page is shown; answers whether it tells anything. */
function useClassStream(request: ClassRequest): boolean {
  const queryClient = useQueryClient();
  const shown = useIsPageShown();
  const [liveFor, setLiveFor] = useState<ClassRequest>();
  // The stream is a connection, held outside of React.
  useEffect(() => {
    if (!shown) return undefined;
    const ending = new AbortController();
    let timer: number | undefined;
    const follow = async (): Promise<void> => {
      let restMs = AGAIN_MS;
      try {
        await followClass(
          request,
          (view) => {
            queryClient.setQueryData(gradebookQuery(request).queryKey, view);
            setLiveFor(request);
          },
          ending.signal,
        );
      } catch (error) {
        if (error instanceof ProblemError) restMs = Math.max(restMs, error.retryAfterMs ?? 0);
      }
      if (ending.signal.aborted) return;
      setLiveFor(undefined);
      timer = window.setTimeout(() => void follow(), restMs);
    };
    void follow();
    return () => {
      ending.abort();
      window.clearTimeout(timer);
      setLiveFor(undefined);
    };
  }, [queryClient, request, shown]);
  return liveFor === request;
}

/** A part of the class, as it changes: told by the server, or asked for where no stream can be held. */
export function useLiveClass(request: ClassRequest) {
  const isTold = useClassStream(request);
  return useQuery({ ...gradebookQuery(request), refetchInterval: isTold ? false : GRADEBOOK_REFRESH_MS });
}
