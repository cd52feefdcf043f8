import { backOffMs } from './back-off.ts';

const DEBOUNCE_MS = 400;

/** When to send: soon after a tap, later and later after failures, never once stopped. */
export function makePacer(send: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let nudged = false;
  let failures = 0;
  let stopped = false;
  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, ms);
  };
  return {
    nudge: () => {
      nudged = true;
      if (!busy && failures === 0) schedule(DEBOUNCE_MS);
    },
    /** What was nudged for so far is about to be looked at. */
    takeNudge: () => void (nudged = false),
    begin: () => {
      busy = true;
      clearTimeout(timer);
    },
    /** A tap that came while the last look was taken is still to be sent. */
    end: () => {
      busy = false;
      if (nudged && failures === 0) schedule(DEBOUNCE_MS);
    },
    succeeded: () => void (failures = 0),
    failed: (cause: unknown) => {
      schedule(backOffMs(failures, cause));
      failures += 1;
    },
    isFailing: () => failures > 0,
    isStopped: () => stopped,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
