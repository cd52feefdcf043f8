import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { textIn } from '../on-paper.ts';
import { partAt, placeOf } from '../places.ts';
import { typeOfQuestion } from '../question-type.ts';
import { LanguageMap, OptionId } from '../vocabulary.ts';
import { blank } from './blank.ts';

const MOST = 12;

const type = z.literal('ordering');
const Item = z.strictObject({ id: OptionId, text: LanguageMap });
/** Items in their right order. Of two, a paper that never begins with it would show the order. */
const Items = boundedList(Item, MOST, 3);
const Order = boundedList(OptionId, MOST);

/** The whole order or nothing; or for each two neighbours that follow each other as they should, their share. */
const Scoring = z.enum(['all-or-nothing', 'adjacent-pairs']);

/** Two that follow each other in the right order, and in the one that was given. */
const rightNeighbours = (right: readonly string[], given: readonly string[]): [string, string][] =>
  right.slice(1).flatMap((after, at): [string, string][] => {
    const before = right[at];
    const place = given.indexOf(after);
    return before !== undefined && place > 0 && given[place - 1] === before ? [[before, after]] : [];
  });

const SCORING: Record<
  z.infer<typeof Scoring>,
  (right: readonly string[], given: readonly string[]) => number
> = {
  'all-or-nothing': (right, given) =>
    Number(right.length === given.length && right.every((id, at) => given[at] === id)),
  'adjacent-pairs': (right, given) => rightNeighbours(right, given).length / (right.length - 1),
};

/** What figures count apart: two that follow each other as they should, and that others do not. */
const OTHER = 'other';
const neighbours = (before: string, after: string): string => `${before}-${after}`;
const pairText = (before: LanguageMap, after: LanguageMap): LanguageMap => ({
  vi: `${before.vi} → ${after.vi}`,
  ...(before.en !== undefined && after.en !== undefined && { en: `${before.en} → ${after.en}` }),
});

const TWICE = { en: 'two items share an id', vi: 'hai mục trùng mã' };
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
const pattern = (ids: readonly string[]): string => ids.join('[,]');

/** Things to be brought into their order. */
export const ordering = typeOfQuestion({
  content: z.strictObject({ type, items: Items, scoring: Scoring.optional() }),
  shown: z.strictObject({ type, items: z.array(Item) }),
  key: z.array(OptionId),
  response: z.strictObject({ type, order: Order }),

  contentFaults: ({ items }) =>
    new Set(idsOf(items)).size === items.length ? [] : [{ path: ['items'], message: TWICE }],
  parts: ({ items }) => idsOf(items),
  orderTells: true,
  show({ type, items }, order) {
    const shown = order.flatMap((part) => items.filter(({ id }) => id === part));
    return { type, items: shown.map(({ text }, index) => ({ id: `${index + 1}`, text })) };
  },
  keyOf: ({ items }, order) => idsOf(items).flatMap((id) => placeOf(id, order) ?? []),

  blank,
  mask: {
    put: (response, order) => ({
      ...response,
      order: response.order.flatMap((id) => placeOf(id, order) ?? []),
    }),
    takeOff: (response, order) => ({
      ...response,
      order: response.order.flatMap((id) => partAt(id, order) ?? []),
    }),
  },
  tidy: (response) => ({ ...response, order: [...new Set(response.order)] }),
  fault({ order }, parts) {
    const unknown = order.find((place) => partAt(place, parts) === undefined);
    return unknown === undefined ? undefined : { code: 'unknown_option', option: unknown };
  },

  fraction: ({ items, scoring = 'all-or-nothing' }, { order }) => SCORING[scoring](idsOf(items), order),
  credited({ items, scoring = 'all-or-nothing' }, { order: given }, order) {
    if (scoring !== 'adjacent-pairs') return undefined;
    const right = idsOf(items);
    const hits = rightNeighbours(right, given).map(([, after]) => after);
    return right.slice(1).map((after, at) => ({
      id: neighbours(placeOf(right[at] ?? '', order) ?? '', placeOf(after, order) ?? ''),
      right: hits.includes(after),
      share: 1 / (right.length - 1),
    }));
  },
  keyedBy(content, { order }) {
    const items = order.flatMap((id) => content.items.filter((item) => item.id === id));
    const isWhole = order.length === content.items.length && new Set(idsOf(items)).size === order.length;
    return isWhole ? { ...content, items } : undefined;
  },
  samples: ({ type, items }) => ({
    right: { type, order: idsOf(items) },
    wrong: { type, order: idsOf(items).reverse() },
  }),

  counted: ({ items }) => [
    ...items.slice(1).map((item, at) => {
      const before = items[at] ?? item;
      return { id: neighbours(before.id, item.id), text: pairText(before.text, item.text), isKey: true };
    }),
    { id: OTHER, isKey: false },
  ],
  countsFor({ items }, { order }) {
    const hits = rightNeighbours(idsOf(items), order).map(([before, after]) => neighbours(before, after));
    return hits.length === items.length - 1 ? hits : [...hits, OTHER];
  },

  interaction: ({ items }) => ({
    interactionType: 'sequencing',
    correctResponsesPattern: [pattern(idsOf(items))],
    components: { choices: items.map(({ id, text }) => ({ id, description: text })) },
  }),
  onPaper({ items }, order, language) {
    const shown = order.flatMap((part) => items.filter(({ id }) => id === part));
    return {
      lines: shown.map(({ text }, index) => `${index + 1}. ${textIn(text, language)}`),
      words: (response) => response.order.flatMap((id) => placeOf(id, order) ?? []).join(' → '),
    };
  },
  statementResponse: ({ order }) => pattern(order),
  plainText: ({ order }) => order.join(','),
});
