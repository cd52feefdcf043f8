import { useEffect, useRef } from 'react';
import { secondsToRead } from '../reading-time.ts';

const TICK_MS = 1_000;

/** Calls once a section has been on screen, before somebody's eyes, for as long as reading it takes. */
export function useTimeOn(
  section: { id: string; words: number } | undefined,
  done: boolean,
  onRead: () => void,
) {
  const latest = useRef(onRead);
  // The callback changes with every rendering; the time shall not start anew for that.
  useEffect(() => void (latest.current = onRead), [onRead]);
  const id = section?.id;
  const seconds = section === undefined ? 0 : secondsToRead(section);
  // Time passes outside of React.
  useEffect(() => {
    if (id === undefined || done) return undefined;
    let leftMs = seconds * 1000;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      leftMs -= TICK_MS;
      if (leftMs > 0) return;
      clearInterval(timer);
      latest.current();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [id, seconds, done]);
}
