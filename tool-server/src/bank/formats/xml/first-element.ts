/** So much of a text is looked at. */
const MOST_LOOKED_AT = 5_000;
const FIRST = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<([\w:-]+)[\s>]/u;

/** The name of the first element of a text, as it is written; undefined: it begins otherwise. */
export const firstElementIn = (text: string): string | undefined =>
  FIRST.exec(text.slice(0, MOST_LOOKED_AT))?.[1];
