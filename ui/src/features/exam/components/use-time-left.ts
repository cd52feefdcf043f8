import { useEffect, useRef, useState } from 'react';
import type { ServerClock } from '../../../lib/server-clock.ts';

const TICK_MS = 500;

/** Milliseconds until the end by the server's clock, which stand while the attempt is paused, for a face that shows seconds. */
export function useTimeLeft(clock: ServerClock, dueAt: number, pausedAt?: number): number {
  const [left, setLeft] = useState(() => dueAt - (pausedAt ?? clock.now()));
  // Time passes outside of React.
  useEffect(() => {
    const tick = () => setLeft(Math.ceil((dueAt - (pausedAt ?? clock.now())) / 1000) * 1000);
    tick();
    if (pausedAt !== undefined) return undefined;
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [clock, dueAt, pausedAt]);
  return left;
}

/** Calls once when the time is up, and again should the end be moved and come once more. */
export function useEndOfTime(clock: ServerClock, dueAt: number, running: boolean, onEnd: () => void) {
  const latest = useRef(onEnd);
  // The callback changes with every rendering; the timer shall not start anew for that.
  useEffect(() => void (latest.current = onEnd), [onEnd]);
  // Time passes outside of React; a device that slept notices the end at its first tick.
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      if (clock.now() < dueAt) return;
      clearInterval(timer);
      latest.current();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [clock, dueAt, running]);
}
