/**
 * Does something again and again as long as there is reason to. Each round is followed by a rest, which is so many times
 * longer than the round: however many watch, others have their turn.
 *
 * @param round whether there is reason to go on
 */
export function makeRounds(restMs: number, restFactor: number, round: () => Promise<boolean>) {
  let timer: NodeJS.Timeout | undefined;
  const schedule = (afterMs: number): void => {
    timer = setTimeout(() => void go(), afterMs).unref();
  };
  async function go(): Promise<void> {
    const beganAt = performance.now();
    // The store may be away: the next round makes up for it.
    const goesOn = await round().catch(() => true);
    if (goesOn) schedule(Math.max(restMs, restFactor * (performance.now() - beganAt)));
    else timer = undefined;
  }
  return {
    start: (): void => {
      if (timer === undefined) schedule(restMs);
    },
  };
}
