export interface HybridClock {
  /** A stamp for something that happens now: later than every stamp made or witnessed before. */
  stamp: () => { seq: number; at: number };
  /** Takes note of a stamp made elsewhere. */
  witness: (seq: number) => void;
}

/**
 * A hybrid logical clock of one number: the estimated server time in milliseconds, pushed on by one where it
 * would not rise. So stamps of two devices order by real time, and those of one device never tie or turn back.
 *
 * @see Kulkarni et al., "Logical Physical Clocks", 2014
 */
export function makeHybridClock(now: () => number): HybridClock {
  let last = 0;
  return {
    stamp() {
      const at = now();
      last = Math.max(at, last + 1);
      return { seq: last, at };
    },
    witness(seq) {
      last = Math.max(last, seq);
    },
  };
}
