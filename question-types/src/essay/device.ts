/** An essay as long as this is 30 kB at the most, however it is written, and some 2,200 words of Vietnamese. */
export const MOST_CHARACTERS = 10_000;

/**
 * How many words a text has, as Vietnamese counts them: what stands between spaces, so that a word of two syllables
 * is two. A dash or a bullet that stands alone is none.
 */
export const countWords = (text: string): number =>
  text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;

/** The beginning of a text that is not longer than an essay may be; no character is cut in two. */
export const cutEssay = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/u, '');
