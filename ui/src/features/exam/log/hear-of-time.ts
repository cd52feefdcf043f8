import type { ClockTold } from '@chuyen-de/contracts';
import { keepFollowing } from '../../../lib/keep-following.ts';

/** A page that no stream reaches asks so often: whoever is paused hears of it as soon. */
const ASK_MS = 5_000;
/** Pages that lost their stream together do not come back together. */
const AGAIN_MS = 2_000;
const SPREAD_MS = 3_000;

interface Deps {
  /** Tells of the time as it changes, until it cannot. */
  follow: (onClock: (told: ClockTold) => void, signal: AbortSignal) => Promise<void>;
  ask: () => Promise<ClockTold>;
  hear: (told: ClockTold) => void;
}

/** Hears what is done to the time of an attempt: by a stream, and as long as there is none by asking. */
export function hearOfTime({ follow, ask, hear }: Deps): () => void {
  let isLive = false;
  const leave = keepFollowing(
    (signal) =>
      follow((told) => {
        isLive = true;
        hear(told);
      }, signal),
    {
      restMs: () => AGAIN_MS + Math.random() * SPREAD_MS,
      onLost: () => {
        isLive = false;
      },
    },
  );

  const asking = setInterval(() => {
    // Without network there is nothing to hear; the stream comes back by itself.
    if (!isLive) ask().then(hear, () => undefined);
  }, ASK_MS);
  return () => {
    leave();
    clearInterval(asking);
  };
}
