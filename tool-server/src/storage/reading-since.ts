/** What is read may have been stored so long after the time that it carries, or by a machine whose clock is so far behind. */
const OVERLAP_MS = 5_000;

/** So far back what was stored by a moment may have been missed by a reading at that moment. */
export const overlapBefore = (moment: Date): Date => new Date(moment.getTime() - OVERLAP_MS);

/**
 * From when on a reading has to look for what was stored since the last one.
 *
 * @param last when that one began, in milliseconds; undefined: there was none
 * @returns undefined: everything is to be read. So it is, too, where the clock has gone back meanwhile: what was
 *   stored since may carry any time
 */
export const readingSince = (last: number | undefined, now: Date): Date | undefined =>
  last === undefined || now.getTime() < last ? undefined : overlapBefore(new Date(last));
