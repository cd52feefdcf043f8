import { z } from 'zod';
import { MOST_TAG_CHARACTERS, MOST_TAGS, PARTING, tagKey } from './tag-words.ts';
import { boundedList, freeText } from './vocabulary.ts';

/** A word or some, by which people find questions again. */
export const Tag = freeText(1, MOST_TAG_CHARACTERS).refine(
  (tag) => !PARTING.test(tag),
  'has a sign that parts tags',
);

export const Tags = boundedList(Tag, MOST_TAGS).refine(
  (tags) => new Set(tags.map(tagKey)).size === tags.length,
  'has a tag twice',
);

/** `GET /api/made-banks/:bank/tags`: those that questions of a bank have, the most usual first. */
export const BankTags = z.strictObject({
  tags: z.array(z.strictObject({ tag: z.string(), count: z.int() })),
});
export type BankTags = z.infer<typeof BankTags>;
