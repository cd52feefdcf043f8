import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ProblemError } from './problem.ts';

/** Whoever has taken nothing for so long does not wait for the file any more. */
const PATIENCE_MS = 60_000;

interface File {
  /** For whose people it is. */
  lms: string;
  /** As `res.type` takes it. */
  type: string;
  /** As it is saved. */
  name: string;
  pieces: () => AsyncIterable<Buffer | string>;
}

/**
 * Makes what hands out files that are made while they are taken, no faster than they are. Whoever reads theirs slowly
 * holds up their own LMS alone.
 *
 * @param most files under way at a time, of all callers together and for one LMS
 * @throws ProblemError `too_busy`, before anything is sent
 */
export function makeFileDoor(most: { ofAll: number; ofLms: number }) {
  /** The LMSs for which files are under way, one for each. */
  const underWay: string[] = [];
  return async (res: Response, { lms, type, name, pieces }: File): Promise<void> => {
    // HEAD hands nothing out, and no audit must say that it did.
    if (res.req.method === 'HEAD') return void res.end();
    const ofLms = underWay.filter((each) => each === lms).length;
    if (underWay.length >= most.ofAll || ofLms >= most.ofLms)
      throw new ProblemError({ code: 'too_busy' }, { 'Retry-After': '10' });
    underWay.push(lms);
    res
      .attachment(name)
      .type(type)
      .setTimeout(PATIENCE_MS, () => res.destroy());
    try {
      await pipeline(pieces(), res);
    } catch (error) {
      // Whoever asked has gone.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    } finally {
      underWay.splice(underWay.indexOf(lms), 1);
    }
  };
}
