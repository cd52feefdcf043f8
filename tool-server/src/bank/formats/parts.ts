import type { Content } from './format.ts';

/** What is asked where a text has gaps and nothing beside it. */
export const CLOZE_STEM = 'Điền vào chỗ trống.';
/** Stands in a text where something is to be written. */
export const GAP = '_____';

/** The identifier of a part by its place: `a`, `b`, …, and numbers beyond the alphabet. */
export const idAt = (index: number): string =>
  index < 26 ? String.fromCharCode('a'.charCodeAt(0) + index) : `${index + 1}`;

/** The letter that people see before an option. */
export const letterAt = (index: number): string => idAt(index).toUpperCase();

/** The place that a letter names, counted from 0; −1: none. */
export const placeOfLetter = (letter: string): number =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(letter.toUpperCase());

export const partsOf = (texts: readonly string[]) =>
  texts.map((vi, index) => ({ id: idAt(index), text: { vi } }));

/**
 * A question that chooses.
 * @param right places of the right options, counted from 0
 * @param several whether several may be chosen, where their number does not tell
 */
export function choiceOf(
  texts: readonly string[],
  right: readonly number[],
  several = right.length > 1,
): Content<'single-choice' | 'multiple-choice'> {
  const places = [...new Set(right)].sort((a, b) => a - b);
  return {
    type: several ? 'multiple-choice' : 'single-choice',
    options: partsOf(texts),
    key: places.map(idAt),
  };
}

/** The letters of the right options. */
export const keyLetters = ({
  options,
  key,
}: Pick<Content<'single-choice' | 'multiple-choice'>, 'options' | 'key'>): string[] =>
  options.flatMap(({ id }, index) => (key.includes(id) ? [letterAt(index)] : []));
