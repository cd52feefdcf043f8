import type { Remarks } from '../format.ts';
import { letterAt } from '../parts.ts';
import type { Draft } from './draft.ts';
import type { StatedKey } from './keys.ts';
import { signedKey, signsOf, usualSign, type Sign } from './signs.ts';
import type { WrittenOption } from './options.ts';

/** How a file tells its keys. */
export interface Convention {
  usual: Sign | undefined;
  /** Whether most questions have that sign: then it tells a key though others are stated. */
  isUsual: boolean;
  /** Whether keys are stated anywhere. */
  isStated: boolean;
}

const HALF = 0.5;

/** @param isStated whether keys are stated in words anywhere */
export function conventionOf(drafts: readonly Draft[], isStated: boolean): Convention {
  const chosen = drafts.filter(({ options }) => options.length >= 2);
  const signs = chosen.map(({ options }) => signsOf(options));
  const usual = usualSign(signs);
  const having = signs.filter((of) => usual !== undefined && of.has(usual)).length;
  return { usual, isUsual: having >= chosen.length * HALF, isStated };
}

const lettersOf = (places: readonly number[]): string => places.map(letterAt).join(', ');
const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  [...a].sort().join() === [...b].sort().join();

/** Places of the options that a stated key names. */
function placesOf({ letters }: StatedKey, options: readonly WrittenOption[], remarks: Remarks): number[] {
  return letters.flatMap((letter) => {
    const place = options.findIndex((option) => option.letter === letter);
    if (place === -1) remarks.add('key_unknown', { key: letter });
    return place === -1 ? [] : [place];
  });
}

/** The key by what stands in words; the first word counts, and another one is a doubt. */
function statedPlaces(
  stated: readonly StatedKey[],
  options: readonly WrittenOption[],
  remarks: Remarks,
): number[] {
  const all = stated
    .filter(({ letters }) => letters.length > 0)
    .map((key) => placesOf(key, options, remarks))
    .filter((places) => places.length > 0);
  const [taken = [], ...others] = all;
  const other = others.find((places) => !isSame(places, taken));
  if (other) remarks.add('key_contradicts', { taken: lettersOf(taken), other: lettersOf(other) });
  return taken;
}

/** The key by how the options look; nothing where this is not how the file tells it. */
function shownPlaces(
  options: readonly WrittenOption[],
  { usual, isUsual, isStated }: Convention,
  remarks: Remarks,
): number[] {
  if (isStated && !isUsual) return [];
  const signed = signedKey(signsOf(options), usual);
  if (!signed) return [];
  if (signed.sign !== usual) {
    if (isStated) return [];
    remarks.add('key_by_other_sign', { sign: signed.sign, taken: lettersOf(signed.places) });
  } else if (signed.other)
    remarks.add('key_contradicts', { taken: lettersOf(signed.places), other: lettersOf(signed.other) });
  return signed.places;
}

/**
 * Places of the right options of a question. What is stated in words outranks how the options look; where both are
 * there and do not agree, somebody has to look.
 */
export function decideKey(
  options: readonly WrittenOption[],
  stated: readonly StatedKey[],
  convention: Convention,
  remarks: Remarks,
): number[] {
  const named = statedPlaces(stated, options, remarks);
  const shown = shownPlaces(options, convention, remarks);
  if (named.length === 0) return shown;
  if (shown.length > 0 && !isSame(named, shown))
    remarks.add('key_contradicts', { taken: lettersOf(named), other: lettersOf(shown) });
  return named;
}
