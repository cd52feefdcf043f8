import type { RevisionRef } from '../revisions/index.ts';

/** Questions that may be drawn, in the order of their codes. */
export interface Pool {
  size: number;
  /** The question at a place, counted from 0. */
  at: (place: number) => RevisionRef;
  /** What it takes in memory. */
  bytes: number;
}

/**
 * A pool of ids alone, in one buffer: a question takes some twenty bytes, and none of them as an object, so that
 * the ids of large banks can stay in memory where the banks could not.
 */
export function packPool(refs: readonly RevisionRef[]): Pool {
  const ends = new Uint32Array(refs.length);
  const ids = refs.map(({ code, revision }) => `${code}@${revision}`);
  // Codes are ASCII: a character is a byte.
  const text = Buffer.from(ids.join(''), 'latin1');
  let end = 0;
  for (const [place, id] of ids.entries()) {
    end += id.length;
    ends[place] = end;
  }
  return {
    size: refs.length,
    bytes: text.length + ends.byteLength,
    at: (place) => {
      const to = ends[place];
      if (to === undefined) throw new RangeError(`no place ${place} among ${refs.length}`);
      const id = text.toString('latin1', place === 0 ? 0 : ends[place - 1], to);
      const mark = id.lastIndexOf('@');
      return { code: id.slice(0, mark), revision: Number(id.slice(mark + 1)) };
    },
  };
}
