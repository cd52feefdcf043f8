import { z } from 'zod';
import { letterAt, textIn } from '../on-paper.ts';
import { partAt, placeOf } from '../places.ts';
import { typeOfQuestion } from '../question-type.ts';
import { OptionId, type LanguageMap } from '../vocabulary.ts';
import { blank } from './blank.ts';
import { Item, matchingFaults, MatchingContent, Pairs, type } from './content.ts';

type Pairs = Record<string, string>;

/** An item of the right among the parts of a question: identifiers of the two sides may be alike. */
const onRight = (id: string): string => `>${id}`;
const rightOf = (parts: readonly string[]): string[] => parts.filter((part) => part.startsWith('>'));

/** Pairs with something else on their right, those without it left out. */
const withRight = (pairs: Pairs, other: (id: string) => string | undefined): Pairs =>
  Object.fromEntries(
    Object.entries(pairs).flatMap(([left, right]) => {
      const id = other(right);
      return id === undefined ? [] : [[left, id]];
    }),
  );
const byPlace = (pairs: Pairs, order: readonly string[]): Pairs =>
  withRight(pairs, (id) => placeOf(onRight(id), rightOf(order)));
const byId = (pairs: Pairs, order: readonly string[]): Pairs =>
  withRight(pairs, (place) => partAt(place, rightOf(order))?.slice(1));

/** In one order, whatever the order of answering. */
const sorted = (pairs: Pairs): [string, string][] =>
  Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1));

/** Source and target of each pair. @see xAPI 1.0.3 Data §2.4.4.1, "matching" */
const pattern = (pairs: Pairs): string =>
  sorted(pairs)
    .map((pair) => pair.join('[.]'))
    .join('[,]');

const counted = (from: string, to: string): string => `${from}-${to}`;

const pairText = (from: LanguageMap, to: LanguageMap): LanguageMap => ({
  vi: `${from.vi} – ${to.vi}`,
  ...(from.en !== undefined && to.en !== undefined && { en: `${from.en} – ${to.en}` }),
});

const isRightPair = ({ key }: MatchingContent, pairs: Pairs, left: string): boolean =>
  pairs[left] !== undefined && pairs[left] === key[left];

const described = (items: MatchingContent['left']) =>
  items.map(({ id, text }) => ({ id, description: text }));

/** What of the right belongs to what of the left. */
export const matching = typeOfQuestion({
  content: MatchingContent,
  shown: z.strictObject({ type, left: z.array(Item), right: z.array(Item) }),
  key: z.record(OptionId, OptionId),
  response: z.strictObject({ type, pairs: Pairs }),

  contentFaults: matchingFaults,
  parts: ({ left, right }) => [...left.map(({ id }) => id), ...right.map(({ id }) => onRight(id))],
  orderTells: true,
  show({ type, left, right }, order) {
    const texts = rightOf(order).flatMap((part) => right.filter(({ id }) => onRight(id) === part));
    return { type, left, right: texts.map(({ text }, index) => ({ id: `${index + 1}`, text })) };
  },
  keyOf: ({ key }, order) => byPlace(key, order),

  blank,
  mask: {
    put: ({ type, pairs }, order) => ({ type, pairs: byPlace(pairs, order) }),
    takeOff: ({ type, pairs }, order) => ({ type, pairs: byId(pairs, order) }),
  },
  tidy: ({ type, pairs }) => ({ type, pairs: Object.fromEntries(sorted(pairs)) }),
  fault({ pairs }, parts) {
    const unknown =
      Object.keys(pairs).find((id) => !parts.includes(id)) ??
      Object.values(pairs).find((place) => partAt(place, rightOf(parts)) === undefined);
    return unknown === undefined ? undefined : { code: 'unknown_option', option: unknown };
  },

  fraction(content, { pairs }) {
    const { left, scoring = 'per-pair' } = content;
    const hits = left.filter(({ id }) => isRightPair(content, pairs, id)).length;
    return scoring === 'per-pair' ? hits / left.length : Number(hits === left.length);
  },
  credited(content, { pairs }) {
    const { left, scoring = 'per-pair' } = content;
    if (scoring !== 'per-pair') return undefined;
    return left.map(({ id }) => ({ id, right: isRightPair(content, pairs, id), share: 1 / left.length }));
  },
  keyedBy(content, { pairs }) {
    const keyed = { ...content, key: pairs };
    return matchingFaults(keyed).length === 0 ? keyed : undefined;
  },
  samples: ({ type, key, right }) => ({
    right: { type, pairs: key },
    wrong: { type, pairs: withRight(key, (id) => right.find((other) => other.id !== id)?.id) },
  }),

  counted: ({ left, right, key }) =>
    left.flatMap((from) =>
      right.map((to) => ({
        id: counted(from.id, to.id),
        text: pairText(from.text, to.text),
        isKey: key[from.id] === to.id,
      })),
    ),
  countsFor: (_content, { pairs }) => Object.entries(pairs).map(([from, to]) => counted(from, to)),

  interaction: ({ left, right, key }) => ({
    interactionType: 'matching',
    correctResponsesPattern: [pattern(key)],
    components: { source: described(left), target: described(right) },
  }),
  onPaper({ left, right }, order, language) {
    const rights = rightOf(order);
    const shown = rights.flatMap((part) => right.filter(({ id }) => onRight(id) === part));
    const letterOf = (id: string): string => letterAt(rights.indexOf(onRight(id)));
    return {
      lines: [
        ...left.map(({ text }, index) => `${index + 1}. ${textIn(text, language)}`),
        ...shown.map(({ text }, index) => `${letterAt(index)}. ${textIn(text, language)}`),
      ],
      words: ({ pairs }) =>
        left
          .flatMap(({ id }, index) => {
            const to = pairs[id];
            return to === undefined ? [] : [`${index + 1} – ${letterOf(to)}`];
          })
          .join('; '),
    };
  },
  statementResponse: ({ pairs }) => pattern(pairs),
  plainText: ({ pairs }) =>
    sorted(pairs)
      .map((pair) => pair.join('-'))
      .join(','),
});
