/** A text of a statement's language map in the reader's language, else in whichever there is. */
export function wordsOf(map: unknown, locale: string): string | undefined {
  if (typeof map !== 'object' || map === null) return undefined;
  const words = map as Record<string, string>;
  const tag =
    Object.keys(words).find((each) => each === locale || each.startsWith(`${locale}-`)) ??
    Object.keys(words).find((each) => each === 'vi' || each.startsWith('vi-')) ??
    Object.keys(words)[0];
  return tag === undefined ? undefined : words[tag];
}

/** The end of an address, for want of better words. */
export const tailOf = (iri: string): string => iri.split(/[/#]/).findLast((part) => part !== '') ?? iri;

/** As much of a text as a line bears. */
export const shortened = (text: string, length = 90): string =>
  text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;
