import { deviceClock } from '../../../lib/device-clock.ts';
import { measuring, type ServerClock } from '../../../lib/server-clock.ts';

const LOOK_MS = 1_000;
/** Somebody who goes to and fro between windows needs no new measure each time. */
const FRESH_MS = 5_000;
const AGAIN_MS = 15_000;

interface Deps {
  clock: ServerClock;
  /** Asks the server for its time. */
  ask: () => Promise<string>;
  /** The device's clock was set, or it has slept. */
  onJump: () => void;
}

/**
 * Measures the server's time anew whenever it may be wrong: when the device's two clocks disagree, and when the
 * page comes back from wherever it was. Without network it asks again and again; each answer to a save does as well.
 */
export function watchTime({ clock, ask, onJump }: Deps): () => void {
  let wasAway = false;
  let wanted = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let measuredAt = Number.NEGATIVE_INFINITY;

  async function measure() {
    wanted = true;
    askedAt = deviceClock.now();
    clock.distrust();
    try {
      await measuring(clock, ask, (serverNow) => serverNow);
      measuredAt = deviceClock.now();
      wanted = false;
    } catch {
      // No network: at one of the next looks.
    }
  }
  function look() {
    const isAway = document.visibilityState === 'hidden';
    const jumped = deviceClock.look(wasAway || isAway);
    wasAway = isAway;
    if (jumped) onJump();
    if (jumped || (wanted && deviceClock.now() - askedAt > AGAIN_MS)) void measure();
    return jumped;
  }
  function onReturn() {
    if (!look() && document.visibilityState === 'visible' && deviceClock.now() - measuredAt > FRESH_MS)
      void measure();
  }

  const timer = setInterval(look, LOOK_MS);
  const occasions = ['focus', 'pageshow', 'online'] as const;
  for (const occasion of occasions) window.addEventListener(occasion, onReturn);
  document.addEventListener('visibilitychange', onReturn);
  return () => {
    clearInterval(timer);
    for (const occasion of occasions) window.removeEventListener(occasion, onReturn);
    document.removeEventListener('visibilitychange', onReturn);
  };
}
