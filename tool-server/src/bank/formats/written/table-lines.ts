import { isBlank, textOf, type Block, type Cell, type Line, type Piece } from './line.ts';
import { hasNamedLabel } from './labels.ts';
import { optionsOf } from './options.ts';

type Table = Exclude<Block, { line: Line }>;

const LETTER = /^[A-H]\s?[.)]?$/u;
const isLetter = (cell: Cell): boolean => LETTER.test(cell.map(textOf).join('').trim());

const joined = (pieces: Piece[], line: Line | undefined, at: Line): Line => ({
  at: at.at,
  pieces: [...pieces, ...(line?.pieces ?? [])],
  losses: [...at.losses, ...(line?.losses ?? [])],
});

/** A letter in a cell of its own, with what the next cell says. */
function withLetters(row: readonly Cell[]): Cell[] {
  return row.flatMap((cell, index) => {
    const before = row[index - 1];
    if (before && isLetter(before)) return [];
    const [letter] = cell.filter((line) => !isBlank(line));
    if (!letter || !isLetter(cell)) return [cell];
    const look = letter.pieces[0]?.look ?? {};
    const mark = { text: `${textOf(letter).trim().charAt(0)}. `, look };
    const [first, ...others] = row[index + 1] ?? [];
    return [[joined([mark], first, letter), ...others]];
  });
}

const holdsQuestion = (cell: Cell): boolean =>
  cell.some((line) => hasNamedLabel(textOf(line)) || optionsOf(line, 'upper') !== undefined);

/** A row of a table of figures as one line. */
function rowLine(row: readonly Cell[], { at }: Table, isFirst: boolean): Line {
  const lines = row.map((cell) => cell.filter((line) => !isBlank(line)));
  return {
    at,
    pieces: lines.flatMap((cell, index) => [
      ...(index > 0 ? [{ text: ' | ', look: {} }] : []),
      ...cell.flatMap((line, place) => [...(place > 0 ? [{ text: ' ', look: {} }] : []), ...line.pieces]),
    ]),
    losses: [
      ...(isFirst ? [{ code: 'table_flattened' as const, what: '' }] : []),
      ...lines.flat().flatMap(({ losses }) => losses),
    ],
  };
}

/**
 * The lines of a table: of one that lays out questions or options, those of its cells; of another, its rows.
 */
export function linesOfTable(table: Table): Line[] {
  const rows = table.rows.map(withLetters);
  if (rows.flat().some(holdsQuestion)) return rows.flat(2);
  return rows.map((row, index) => rowLine(row, table, index === 0)).filter((line) => !isBlank(line));
}
