import { fold } from './vietnamese.ts';

export const MOST_TAGS = 12;
export const MOST_TAG_CHARACTERS = 40;

/** What files put between tags, or around them, is in none. */
export const PARTING = /[,;[\]|\n]/u;

/** Equal for tags that are the same, marks, case and spaces aside. */
export const tagKey = (tag: string): string => fold(tag).replace(/\s+/gu, ' ');

/** Some tags and others, each once, as it was spelt first. */
export function joinedTags(...lists: (readonly string[])[]): string[] {
  const joined = new Map<string, string>();
  for (const tag of lists.flat()) if (!joined.has(tagKey(tag))) joined.set(tagKey(tag), tag);
  return [...joined.values()];
}

const tidy = (word: string): string =>
  word
    .normalize('NFC')
    .replace(/[,;[\]|\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();

/** What files, or people, say of tags: those that can be any, each once, and the others. */
export function readTags(words: readonly string[]): { tags: string[]; others: string[] } {
  const said = words.map(tidy).filter((word) => word !== '');
  const isLong = (word: string): boolean => word.length > MOST_TAG_CHARACTERS;
  const known = joinedTags(said.filter((word) => !isLong(word)));
  return { tags: known.slice(0, MOST_TAGS), others: [...said.filter(isLong), ...known.slice(MOST_TAGS)] };
}
