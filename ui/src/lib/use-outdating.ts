import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Marks as old what other pages show, since this one has changed it: they read it anew when they are opened. What was
 * typed last is saved after this page was left: the page that is shown by then may have read before, and reads again.
 */
export function useOutdating(): (...keys: readonly QueryKey[]) => void {
  const queryClient = useQueryClient();
  const isLeft = useRef(false);
  // Whether the page is there is known by its coming and going alone.
  useEffect(() => {
    isLeft.current = false;
    return () => void (isLeft.current = true);
  }, []);
  return useCallback(
    (...keys) => {
      const refetchType = isLeft.current ? 'active' : 'none';
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey, refetchType });
    },
    [queryClient],
  );
}
