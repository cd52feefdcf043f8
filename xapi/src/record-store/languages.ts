import type { JsonObject } from '../validation/structure.ts';

/** Which language of a text somebody wants. */
export interface LanguagePreference {
  /** The one entry of a language map that suits best; an empty map stays empty. */
  choose: (map: JsonObject) => JsonObject;
}

interface Range {
  tag: string;
  quality: number;
}

const parseRange = (text: string): Range => {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.map((part) => /^q=([01](?:\.\d{0,3})?)$/i.exec(part)?.[1]).find(Boolean);
  return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
};

/** What anybody reads; of a longer list or header the rest says nothing more. */
const MOST_RANGES = 20;
const LONGEST_HEADER = 1_024;

/** A range matches its own tag and what is more special; failing that, a tag that is more general than it. */
const matches = (range: string, tag: string): boolean =>
  range === tag || tag.startsWith(`${range}-`) || range.startsWith(`${tag}-`);

/**
 * What an Accept-Language header prefers; without one, or where nothing matches, the language that a map has first.
 * @see RFC 9110 §12.5.4; RFC 4647 §3
 */
export function parseAcceptLanguage(header: string | undefined): LanguagePreference {
  const ranges = (header ?? '')
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map(parseRange)
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .slice(0, MOST_RANGES);
  return {
    choose(map) {
      const tags = Object.keys(map);
      for (const { tag: range } of ranges) {
        const found =
          tags.find((tag) => tag.toLowerCase() === range) ??
          tags.find((tag) => matches(range, tag.toLowerCase()));
        if (found !== undefined) return { [found]: map[found] };
      }
      const [first] = tags;
      return first === undefined ? map : { [first]: map[first] };
    },
  };
}
