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
  find: (ref: ItemRef) => Placement | undefined;
  /** A topic or an exam among those of the programmes. */
  findItem: (kind: 'topics' | 'exams', code: string) => ProgrammePlacement | undefined;
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

/** A programme as what a link opens. */
const asItem = ({ _id, edition, title, summary, topics }: Programme): PlacedItem => ({
  code: _id,
  revision: edition.number,
  title,
  summary,
  minutes: topics.reduce((sum, { minutes }) => sum + minutes, 0),
  questionCount: topics.reduce((sum, { questionCount }) => sum + questionCount, 0),
});

export function makeLibrary(programmes: readonly Programme[]): Library {
  const items = { topics: placements(programmes, 'topics'), exams: placements(programmes, 'exams') };
  const findItem: Library['findItem'] = (kind, code) => items[kind].get(code);
  const findProgramme = (code: string): Placement | undefined => {
    const programme = programmes.find(({ _id }) => _id === code);
    return programme && { owner: programme.owner, item: asItem(programme), programmes: [programme] };
  };
  return {
    programmes,
    findItem,
    find({ kind, code }) {
      const { among } = ITEM_KINDS[kind];
      return among === 'programmes' ? findProgramme(code) : findItem(among, code);
    },
  };
}
