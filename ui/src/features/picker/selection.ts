import type { ItemRef, PickerSelection, PickerView } from '@chuyen-de/contracts';

/** A topic or an exam in the picker. */
export interface Offer {
  ref: ItemRef;
  about: PickerView['programmes'][number]['topics'][number];
}

/** Chosen items by `kind:code`, with the maximum of the gradebook column as typed. */
export type Chosen = ReadonlyMap<string, { ref: ItemRef; scoreMaximum: string }>;

const DEFAULT_MAXIMUM = '10';

export const keyOf = ({ kind, code }: ItemRef) => `${kind}:${code}`;

/** Chooses or leaves an item; where the LMS takes one only, it replaces the former. */
export function choose(chosen: Chosen, ref: ItemRef, on: boolean, several: boolean): Chosen {
  const next = new Map(several ? chosen : []);
  if (on) next.set(keyOf(ref), { ref, scoreMaximum: DEFAULT_MAXIMUM });
  else next.delete(keyOf(ref));
  return next;
}

/** Moodle and others round or refuse fractions: whole numbers only. */
export const isScoreMaximum = (text: string): boolean =>
  /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100;

export const isComplete = (chosen: Chosen): boolean =>
  chosen.size > 0 &&
  [...chosen.values()].every(({ ref, scoreMaximum }) => ref.kind === 'topic' || isScoreMaximum(scoreMaximum));

export const toSelection = (chosen: Chosen): PickerSelection => ({
  items: [...chosen.values()].map(({ ref, scoreMaximum }) =>
    ref.kind === 'exam' ? { ref, scoreMaximum: Number(scoreMaximum) } : { ref },
  ),
});
