import type { ItemRef } from '@chuyen-de/contracts';
import { ITEM_KINDS } from '../items/index.ts';
import type { PlacedItem, Programme } from './programme.model.ts';

/** An item with the programme that it belongs to. */
export interface Placement {
  programme: Programme;
  item: PlacedItem;
  /** Position among the programme's items of its kind. */
  index: number;
}

/** All programmes in force, ready to be looked into. */
export interface Library {
  programmes: readonly Programme[];
  find: (ref: ItemRef) => Placement | undefined;
}

const placements = (programmes: readonly Programme[], kind: 'topics' | 'exams'): Map<string, Placement> =>
  new Map(
    programmes.flatMap((programme) =>
      programme[kind].map((item, index) => [item.code, { programme, item, index }] as const),
    ),
  );

export function makeLibrary(programmes: readonly Programme[]): Library {
  const items = { topics: placements(programmes, 'topics'), exams: placements(programmes, 'exams') };
  return {
    programmes,
    find: ({ kind, code }) => items[ITEM_KINDS[kind].among].get(code),
  };
}
