import { z } from 'zod';
import { boundedList, boundedRecord } from '../bounded.ts';
import type { ContentFault } from '../question-type.ts';
import { LanguageMap, OptionId } from '../vocabulary.ts';

const MOST = 12;

export const type = z.literal('matching');
export const Item = z.strictObject({ id: OptionId, text: LanguageMap });
/** What of the right belongs to what of the left, by identifiers. */
export const Pairs = boundedRecord(OptionId, OptionId, MOST);

export const MatchingContent = z.strictObject({
  type,
  left: boundedList(Item, MOST, 2),
  /** One may belong to several of the left, or to none of them. */
  right: boundedList(Item, MOST, 2),
  key: Pairs,
  /** Each right pair its share, or everything for all of them; absent: by pair. */
  scoring: z.enum(['all-or-nothing', 'per-pair']).optional(),
});
export type MatchingContent = z.infer<typeof MatchingContent>;

const faultAt = (path: string[], en: string, vi: string): ContentFault => ({ path, message: { en, vi } });

export function matchingFaults({ left, right, key }: MatchingContent): ContentFault[] {
  const ids = { left: left.map(({ id }) => id), right: right.map(({ id }) => id) };
  const twice = (['left', 'right'] as const).filter((side) => new Set(ids[side]).size < ids[side].length);
  const pairs = Object.entries(key);
  return [
    ...twice.map((side) => faultAt([side], 'two items share an id', 'hai mục trùng mã')),
    ...ids.left
      .filter((id) => key[id] === undefined)
      .map((id) => faultAt(['key'], `"${id}" has no match`, `mục "${id}" chưa có vế ghép`)),
    ...pairs
      .filter(([id]) => !ids.left.includes(id))
      .map(([id]) =>
        faultAt(
          ['key', id],
          `nothing on the left has the id "${id}"`,
          `vế trái không có mục mang mã "${id}"`,
        ),
      ),
    ...pairs
      .filter(([, id]) => !ids.right.includes(id))
      .map(([at, id]) =>
        faultAt(
          ['key', at],
          `nothing on the right has the id "${id}"`,
          `vế phải không có mục mang mã "${id}"`,
        ),
      ),
  ];
}
