import { useEffect, useRef } from 'react';
import { isServerThere, NetworkError } from '../lib/http.ts';

const ASK_EVERY_MS = 10_000;

/**
 * Tries again by itself what failed for want of the server, as soon as that can be reached. Says whether it does.
 * It asks in a way that leaves the page as it is: somebody may be reading it.
 */
export function useReturnOfServer(error: unknown, retry: (() => void) | undefined): boolean {
  const waits = error instanceof NetworkError && retry !== undefined;
  const latest = useRef(retry);
  // The callback changes with every rendering; the timer shall not start anew for that.
  useEffect(() => void (latest.current = retry), [retry]);
  // The network and time belong to the browser, not to React.
  useEffect(() => {
    if (!waits) return undefined;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState === 'visible' && (await isServerThere()) && !gone) latest.current?.();
    };
    const now = () => void ask();
    const timer = setInterval(now, ASK_EVERY_MS);
    window.addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      gone = true;
      clearInterval(timer);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
    };
  }, [waits]);
  return waits;
}
