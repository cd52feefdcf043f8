import type { KeyValue } from './dimensions.ts';

/** A table of more cells than this helps nobody, and a process would run out of memory over it. */
const MOST_CELLS = 20_000;

export class TooManyCells extends Error {}

/** What is counted does not fit into memory, however few rows it would have. */
export class TooMuch extends Error {}

/** Numbers people, since sets of numbers are small. */
export function makePeople() {
  const numbers = new Map<string, number>();
  return (agent: string): number => {
    const known = numbers.get(agent);
    if (known !== undefined) return known;
    numbers.set(agent, numbers.size);
    return numbers.size - 1;
  };
}

/** Cells by their keys, one value after the other: a map of maps, so that no key has to be put together for a look. */
export function makeTable<Cell>(newCell: (key: readonly KeyValue[]) => Cell) {
  type Branch = Map<KeyValue, Branch | Cell>;
  const root: Branch = new Map();
  const cells: Cell[] = [];

  function branchIn(branch: Branch, value: KeyValue): Branch {
    const known = branch.get(value) as Branch | undefined;
    if (known) return known;
    const added: Branch = new Map();
    branch.set(value, added);
    return added;
  }

  function cellIn(branch: Branch, key: readonly KeyValue[]): Cell {
    const value = key.at(-1) ?? null;
    const known = branch.get(value) as Cell | undefined;
    if (known) return known;
    if (cells.length >= MOST_CELLS) throw new TooManyCells();
    const cell = newCell([...key]);
    branch.set(value, cell);
    cells.push(cell);
    return cell;
  }

  return {
    cells,
    /** Calls back with the cell of each combination of values. @throws TooManyCells */
    visit(lists: readonly (readonly KeyValue[])[], use: (cell: Cell) => void): void {
      const key: KeyValue[] = [];
      const descend = (branch: Branch, depth: number): void => {
        for (const value of lists[depth] ?? []) {
          key[depth] = value;
          if (depth === lists.length - 1) use(cellIn(branch, key));
          else descend(branchIn(branch, value), depth + 1);
        }
      };
      descend(root, 0);
    },
  };
}
