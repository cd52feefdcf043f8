/** More than a clock drifts, or is brought into line unnoticed, between two looks. */
const JUMP_MS = 1_500;

interface Sources {
  /** The device's clock, which people and networks set. */
  wall?: () => number;
  /** Goes at the pace of time whatever is set, and in some browsers stands still while a phone sleeps. */
  steady?: () => number;
}

export interface DeviceClock {
  /** Milliseconds: what the device's clock said when the page was loaded, and the time that has passed since. */
  now: () => number;
  /**
   * Compares both clocks since the last look; answers whether they disagree, so that the server should be asked.
   * Ahead after the page was away, the device has slept meanwhile; else somebody has set its clock.
   */
  look: (wasAway: boolean) => boolean;
}

/**
 * Time on a device that a change of its clock does not touch.
 * @see https://www.w3.org/TR/hr-time-3/#dfn-unsafe-shared-current-time (browsers differ on sleep)
 */
export function makeDeviceClock({
  wall = () => Date.now(),
  steady = () => performance.now(),
}: Sources = {}): DeviceClock {
  let last = { wall: wall(), steady: steady() };
  let ahead = last.wall - last.steady;
  return {
    now: () => Math.round(ahead + steady()),
    look(wasAway) {
      const next = { wall: wall(), steady: steady() };
      const jump = next.wall - last.wall - (next.steady - last.steady);
      last = next;
      if (Math.abs(jump) < JUMP_MS) return false;
      if (wasAway && jump > 0) ahead += jump;
      return true;
    },
  };
}

/** The clock of this page. */
export const deviceClock = makeDeviceClock();
