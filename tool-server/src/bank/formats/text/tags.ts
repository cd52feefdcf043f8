import { readTags } from '@chuyen-de/contracts/tag-words';
import type { FormatQuestion, Remarks } from '../format.ts';
import { levelNamed, levelWord } from './levels.ts';

/** Level and tags as formats say them that have tags alone: a tag that is called as a level would be read as one. */
export function writtenTags({ level, tags = [] }: FormatQuestion, remarks: Remarks): string[] {
  const levels = tags.filter((tag) => levelNamed(tag) !== undefined);
  if (levels.length > 0) remarks.add('tags_left_out', { what: levels.join(', ') });
  return [...(level ? [levelWord(level)] : []), ...tags.filter((tag) => !levels.includes(tag))];
}

/** What tags of a file say: the level, and those that are no level. */
export function foundTags(
  words: readonly string[],
  remarks: Remarks,
): Pick<FormatQuestion, 'level' | 'tags'> {
  const [level] = words.flatMap((word) => levelNamed(word) ?? []);
  const { tags, others } = readTags(words.filter((word) => levelNamed(word) === undefined));
  if (others.length > 0) remarks.add('tags_left_out', { what: others.join(', ') });
  return { ...(level && { level }), ...(tags.length > 0 && { tags }) };
}
