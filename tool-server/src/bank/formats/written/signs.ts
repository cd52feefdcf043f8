import { seen, type Look, type Piece } from './line.ts';
import type { WrittenOption } from './options.ts';

/** How an author shows which option is right: by its letter or by all of its text. */
const FACES = ['bold', 'underline', 'colour', 'highlight'] as const satisfies (keyof Look)[];
type Face = (typeof FACES)[number];
export type Sign = `${Face}-${'letter' | 'text'}` | 'mark';
const SIGNS = FACES.flatMap((face) => [`${face}-letter`, `${face}-text`] as const);

/** What all of some pieces have; undefined: nothing, or not all of them the same. */
function faceOf(pieces: readonly Piece[], face: Face): string | undefined {
  const [first, ...others] = seen(pieces).map(({ look }) => look[face]);
  const isAll = first !== undefined && first !== false && others.every((one) => one === first);
  return isAll ? String(first) : undefined;
}

/**
 * The options that look otherwise than the rest, by their places: those that have something which others do not; where
 * all have some colour, the fewer. None where nothing tells them apart.
 */
function apart(faces: readonly (string | undefined)[]): number[] {
  const values = [...new Set(faces)];
  if (values.length !== 2) return [];
  const counted = values.map((value) => ({
    value,
    places: faces.flatMap((face, place) => (face === value ? [place] : [])),
  }));
  const some = counted.find(({ value }) => value !== undefined && values.includes(undefined));
  if (some) return some.places;
  const [fewer, more] = [...counted].sort((a, b) => a.places.length - b.places.length);
  return fewer && more && fewer.places.length < more.places.length ? fewer.places : [];
}

/** Which options each sign of a question tells apart from the others, by their places. */
export function signsOf(options: readonly WrittenOption[]): Map<Sign, number[]> {
  const signs = new Map<Sign, number[]>();
  const marked = options.flatMap(({ sign }, place) => (sign === 'right' ? [place] : []));
  if (marked.length > 0) signs.set('mark', marked);
  for (const sign of SIGNS) {
    const [face, where] = sign.split('-') as [Face, 'letter' | 'text'];
    const places = apart(
      options.map(({ label, lines }) =>
        faceOf(where === 'letter' ? label.pieces : lines.flatMap(({ pieces }) => pieces), face),
      ),
    );
    if (places.length > 0) signs.set(sign, places);
  }
  return signs;
}

/** Signs that are read as one where they say the same: bold and red, letter and text. */
const isSame = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** The sign by which most questions of a file tell their key; undefined: there is none. */
export function usualSign(all: readonly ReadonlyMap<Sign, number[]>[]): Sign | undefined {
  const counts = new Map<Sign, number>();
  for (const signs of all) for (const sign of signs.keys()) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0];
}

export interface SignedKey {
  places: number[];
  sign: Sign;
  /** Another sign, that says something else. */
  other: number[] | undefined;
}

/**
 * The key that a question shows by how its options look: by the sign of the file, else by what it has.
 * @param usual the sign of the file
 */
export function signedKey(
  signs: ReadonlyMap<Sign, number[]>,
  usual: Sign | undefined,
): SignedKey | undefined {
  const sign = usual !== undefined && signs.has(usual) ? usual : [...signs.keys()][0];
  const places = sign && signs.get(sign);
  if (!sign || !places) return undefined;
  // Whatever is typed as a sign means more than how something looks; looks are compared with each other.
  const rivals = sign === 'mark' ? [] : [...signs.values()];
  return { places, sign, other: rivals.find((other) => !isSame(other, places)) };
}
