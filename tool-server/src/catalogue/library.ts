import type { ItemRef, Scope } from '@chuyen-de/contracts';
import { ITEM_KINDS } from '../items/index.ts';
import { isReadable, type PlacedItem, type Programme } from './programme.model.ts';

/** An item in force, and where it has its place. */
export interface Placement {
  owner: Scope;
  item: PlacedItem;
  /** The programme that it belongs to; of an exam made in the browser those whose questions it asks. */
  programmes: readonly Programme[];
}

/** An item of a programme. */
export interface ProgrammePlacement extends Placement {
  programme: Programme;
  /** Position among the programme's items of its kind. */
  index: number;
}

/** All programmes in force, ready to be looked into. */
export interface Library {
  programmes: readonly Programme[];
  find: (ref: ItemRef) => ProgrammePlacement | undefined;
}

const placements = (
  programmes: readonly Programme[],
  kind: 'topics' | 'exams',
): Map<string, ProgrammePlacement> =>
  new Map(
    programmes.flatMap((programme) => {
      const place = { programme, programmes: [programme], owner: programme.owner };
      return programme[kind].flatMap((item, index) =>
        // A topic that is made in the browser may have questions alone.
        isReadable(programme, item) ? [[item.code, { ...place, item, index }] as const] : [],
      );
    }),
  );

export function makeLibrary(programmes: readonly Programme[]): Library {
  const items = { topics: placements(programmes, 'topics'), exams: placements(programmes, 'exams') };
  return {
    programmes,
    find: ({ kind, code }) => items[ITEM_KINDS[kind].among].get(code),
  };
}
