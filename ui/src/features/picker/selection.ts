import type { ItemRef, Locale, PickerSelection, PickerView } from '@chuyen-de/contracts';
import { kindOf } from '../../lib/item-kinds.ts';

/** What the picker offers: a topic, an exam, the home of a class. */
export interface Offer {
  ref: ItemRef;
  about: PickerView['programmes'][number]['topics'][number];
}

/** Chosen items by `kind:code`, with the maximum of the gradebook column as typed; a topic may go without one. */
export type Chosen = ReadonlyMap<string, { ref: ItemRef; scoreMaximum: string }>;

export const keyOf = ({ kind, code }: ItemRef) => `${kind}:${code}`;

/** Chooses or leaves an item; where the LMS takes one only, it replaces the former. */
export function choose(chosen: Chosen, ref: ItemRef, on: boolean, several: boolean): Chosen {
  const next = new Map(several ? chosen : []);
  if (on) next.set(keyOf(ref), { ref, scoreMaximum: kindOf(ref).offer.defaultMaximum });
  else next.delete(keyOf(ref));
  return next;
}

/** Moodle and others round or refuse fractions: whole numbers only. */
const isScoreMaximum = (text: string): boolean =>
  /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100;

/** Whether what was typed will do for an item: of some kinds one goes without a column where nothing was. */
export const isMaximumFor = (ref: ItemRef, text: string): boolean =>
  isScoreMaximum(text) || (text === '' && kindOf(ref).offer.defaultMaximum === '');

export const isComplete = (chosen: Chosen): boolean =>
  chosen.size > 0 && [...chosen.values()].every(({ ref, scoreMaximum }) => isMaximumFor(ref, scoreMaximum));

/** @param locale the language in which the lecturer reads, and has titles placed */
export const toSelection = (chosen: Chosen, locale: Locale): PickerSelection => ({
  locale,
  items: [...chosen.values()].map(({ ref, scoreMaximum }) =>
    scoreMaximum === '' ? { ref } : { ref, scoreMaximum: Number(scoreMaximum) },
  ),
});
