import type { PlaceInFile, TextRepair } from '@chuyen-de/contracts';
import type { FoundFile } from '../format.ts';

/** So many changes are shown. */
const MOST_SHOWN = 500;
const MOST_CHARACTERS = 300;

/** What was changed in the text of a file, for people to look at. */
export interface Repairs {
  note(repair: TextRepair): void;
  /** A text in composed letters; notes where it was in others. */
  compose(text: string, at: PlaceInFile): string;
  readonly told: Pick<FoundFile, 'repairs' | 'repaired'>;
}

const cut = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;

export function makeRepairs(): Repairs {
  const told: Repairs['told'] = { repairs: [], repaired: 0 };
  const note = ({ before, after, ...repair }: TextRepair): void => {
    told.repaired += 1;
    if (told.repairs.length < MOST_SHOWN)
      told.repairs.push({ ...repair, before: cut(before), after: cut(after) });
  };
  return {
    note,
    compose(text, at) {
      const composed = text.normalize('NFC');
      if (composed !== text) note({ code: 'decomposed', at, before: text, after: composed });
      return composed;
    },
    told,
  };
}
