import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewPart, type AskedQuestion, type Wish } from './api/corrections.ts';
import { NOTHING_SEEN, withPart, type Foreseen } from './foreseen.ts';

/**
 * What a correction would change, asked for part by part, so that neither the server nor this page has to hold a large
 * class at once; what is there already is shown meanwhile.
 */
export function useForeseen(asked: AskedQuestion, wish: Wish | undefined) {
  const [sofar, setSofar] = useState<Foreseen>(NOTHING_SEEN);
  const all = useQuery({
    queryKey: ['foreseen', asked, wish],
    queryFn: async ({ signal }) => {
      let seen = NOTHING_SEEN;
      setSofar(seen);
      if (!wish) return seen;
      for (let after: string | null = null; !seen.isWhole;) {
        const part = await previewPart(asked, wish, after);
        signal.throwIfAborted();
        seen = withPart(seen, part);
        setSofar(seen);
        after = part.next;
      }
      return seen;
    },
    enabled: wish !== undefined,
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return {
    seen: all.data ?? sofar,
    isWhole: all.data?.isWhole ?? false,
    error: all.error,
    again: all.refetch,
  };
}
