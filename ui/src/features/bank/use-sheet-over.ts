import { useState } from 'react';
import { isSame } from '../../lib/is-same.ts';
import { mergeFields } from './merge-fields.ts';

/** How something that is stored is typed in a form, and how another's change of it is told. */
export interface SheetKind<Stored, Sheet> {
  sheetOf: (stored: Stored) => Sheet;
  /** The parts in which two may differ. */
  fields: readonly (keyof Sheet)[];
  /** The stored one as it is, of an error that says that somebody else was first; undefined: another error. */
  changeIn: (error: unknown) => Stored | undefined;
}

interface State<Stored, Sheet> {
  /** What the form was begun from: a change is sent to that edition, whatever has been read since. */
  base: Stored;
  sheet: Sheet;
  /** What somebody else has saved meanwhile: `merged` where nobody loses anything by it, else it has to be chosen. */
  theirs?: { stored: Stored; state: 'merged' | 'contested' };
}

/**
 * A form over something that others may change too. What is read anew fills it only as long as nothing was typed; what
 * somebody else has saved is taken in where only they changed it, and is asked about where both did.
 */
export function useSheetOver<Stored extends { edition: number }, Sheet extends object>(
  stored: Stored,
  { sheetOf, fields, changeIn }: SheetKind<Stored, Sheet>,
) {
  const [state, setState] = useState<State<Stored, Sheet>>(() => ({ base: stored, sheet: sheetOf(stored) }));
  const { base, sheet, theirs } = state;
  const begin = (from: Stored): void => setState({ base: from, sheet: sheetOf(from) });
  if (stored.edition > base.edition && theirs === undefined) {
    if (isSame(sheet, sheetOf(base))) begin(stored);
    // What has changed is not of this form.
    else if (isSame(sheetOf(stored), sheetOf(base))) setState({ base: stored, sheet });
  }
  const merge = (other: Stored, prefer: 'mine' | 'theirs') =>
    mergeFields(fields, sheetOf(base), { mine: sheet, theirs: sheetOf(other) }, prefer);
  return {
    sheet,
    edition: base.edition,
    theirs,
    begin,
    change: (changed: Sheet): void => setState({ ...state, sheet: changed }),
    /** Takes in that somebody else was first; false: the error says something else. */
    meet: (error: unknown): boolean => {
      const other = changeIn(error);
      if (!other) return false;
      const { draft, contested } = merge(other, 'mine');
      setState(
        contested.length > 0
          ? { base, sheet, theirs: { stored: other, state: 'contested' } }
          : { base: other, sheet: draft, theirs: { stored: other, state: 'merged' } },
      );
      return true;
    },
    /** Chooses whose parts are kept where both have changed them. */
    decide: (prefer: 'mine' | 'theirs'): void => {
      if (theirs) setState({ base: theirs.stored, sheet: merge(theirs.stored, prefer).draft });
    },
  };
}
export type SheetOver<Stored extends { edition: number }, Sheet extends object> = ReturnType<
  typeof useSheetOver<Stored, Sheet>
>;
