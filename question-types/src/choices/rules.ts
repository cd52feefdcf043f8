import { letterAt, textIn, type Language, type OnPaper } from '../on-paper.ts';
import type { ContentFault, CountedResponse, Interaction, ResponseFault } from '../question-type.ts';
import type { Chosen, Options } from './schema.ts';

/** What single and multiple choice have in common. */

const DELIMITER = '[,]';

export const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  const [first, second] = [new Set(a), new Set(b)];
  return first.size === second.size && [...first].every((item) => second.has(item));
};

export function optionFaults({ options, key }: Options): ContentFault[] {
  const ids = options.map(({ id }) => id);
  return [
    ...(new Set(ids).size === ids.length
      ? []
      : [{ path: ['options'], message: { en: 'two options share an id', vi: 'hai phương án trùng mã' } }]),
    ...key
      .filter((id) => !ids.includes(id))
      .map((id) => ({
        path: ['key'],
        message: { en: `no option has the id "${id}"`, vi: `không có phương án nào mang mã "${id}"` },
      })),
    ...(new Set(key).size === key.length
      ? []
      : [{ path: ['key'], message: { en: 'a key is named twice', vi: 'đáp án lặp lại' } }]),
  ];
}

export const optionIds = ({ options }: Options): string[] => options.map(({ id }) => id);

export const inOrder = ({ options }: Options, order: readonly string[]): Options['options'] =>
  order.flatMap((id) => options.filter((option) => option.id === id));

export const onlyOnce = <R extends Chosen>(response: R): R => ({
  ...response,
  selected: [...new Set(response.selected)],
});

export function unknownOption({ selected }: Chosen, options: readonly string[]): ResponseFault | undefined {
  const unknown = selected.find((option) => !options.includes(option));
  return unknown === undefined ? undefined : { code: 'unknown_option', option: unknown };
}

/**
 * Option ids joined by the specification's delimiter, in one order. They are a set: in the order of a shuffled paper
 * the same choice would be told in several ways. @see xAPI 1.0.3 Data §2.4.4.1
 */
const pattern = (ids: readonly string[]): string => [...new Set(ids)].sort().join(DELIMITER);

/** A right answer and a wrong one; the wrong one may be blank where every option is right. */
export function chosenSamples<Type extends string>({
  type,
  options,
  key,
}: Options & { type: Type }): Record<'right' | 'wrong', Chosen & { type: Type }> {
  const others = options.map(({ id }) => id).filter((id) => !key.includes(id));
  return { right: { type, selected: [...key] }, wrong: { type, selected: others.slice(0, 1) } };
}

/** A question with a choice for its key. */
export function keyedByChoice<Content extends Options>(
  content: Content,
  response: Chosen,
  most = content.options.length,
): Content | undefined {
  const key = onlyOnce(response).selected;
  const fits = key.length > 0 && key.length <= most && !unknownOption(response, optionIds(content));
  return fits ? { ...content, key } : undefined;
}

export const countedOptions = ({ options, key }: Options): CountedResponse[] =>
  options.map(({ id, text }) => ({ id, text, isKey: key.includes(id) }));

export const chosenOptions = ({ options }: Options, { selected }: Chosen): string[] =>
  options.map(({ id }) => id).filter((id) => selected.includes(id));

export const choiceInteraction = ({ options, key }: Options): Interaction => ({
  interactionType: 'choice',
  correctResponsesPattern: [pattern(key)],
  components: { choices: options.map(({ id, text }) => ({ id, description: text })) },
});

/** Options by their letters. */
export function choiceOnPaper(
  content: Options,
  order: readonly string[],
  language: Language,
): OnPaper<Chosen> {
  const options = inOrder(content, order);
  return {
    lines: options.map(({ text }, index) => `${letterAt(index)}. ${textIn(text, language)}`),
    words: ({ selected }) =>
      options.flatMap(({ id }, index) => (selected.includes(id) ? [letterAt(index)] : [])).join(', '),
  };
}

export const choicePattern = ({ selected }: Chosen): string => pattern(selected);

export const choiceText = ({ selected }: Chosen): string => [...selected].sort().join(',');

/** Letters of options, as a paper brings them; undefined where one is none of them. */
export function selectedByLetters(text: string, order: readonly string[]): string[] | undefined {
  const letters = new Set(text.toUpperCase().replace(/[\s,;/&+()]/gu, ''));
  const ids = [...letters].map((letter) => order.find((_, index) => letterAt(index) === letter));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}
