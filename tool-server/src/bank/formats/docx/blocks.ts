import type { Package } from '../package/open-package.ts';
import { decodeText } from '../text/decode.ts';
import type { Repairs } from '../text/repairs.ts';
import type { Block, Cell, Line } from '../written/line.ts';
import { childNamed, elementsOf, readXml, type XmlElement } from '../xml/read-xml.ts';
import { readNumbering } from './numbering.ts';
import { readParagraph } from './paragraph.ts';
import type { WordParts } from './runs.ts';
import { readStyles } from './styles.ts';
import { valueOf, WORD_PREFIXES } from './word-xml.ts';

/** What paragraphs are in, also in a cell: content controls and the like. */
export function paragraphsIn(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === 'w:p') return [child];
    return child.name === 'w:tcPr' || child.name === 'w:sdtPr' ? [] : paragraphsIn(child);
  });
}

/** Children of a name, within content controls too. */
export const inControls = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? inControls(child, name) : [];
  });

/** A cell that goes on with the one above it says nothing of its own. */
export function continues(cell: XmlElement): boolean {
  const merge = childNamed(childNamed(cell, 'w:tcPr'), 'w:vMerge');
  return merge !== undefined && valueOf(merge) !== 'restart';
}

/** The name of a cell as in a sheet: B3. */
export const cellName = (row: number, column: number): string =>
  `${String.fromCharCode(65 + (column % 26))}${row + 1}`;

function tableOf(element: XmlElement, table: number, parts: WordParts): Block {
  const rows = inControls(element, 'w:tr').map((row, rowIndex) =>
    inControls(row, 'w:tc').map((cell, column): Cell => {
      const at = { table, cell: cellName(rowIndex, column) };
      return continues(cell)
        ? []
        : paragraphsIn(cell).flatMap((paragraph) => readParagraph(paragraph, at, parts).lines);
    }),
  );
  return { at: { table, cell: 'A1' }, rows };
}

/** The last line of what was read, with the first of what goes on with it. */
const joinedTo = (last: Line, [first, ...others]: readonly Line[]): Line[] => [
  {
    ...last,
    pieces: [...last.pieces, ...(first?.pieces ?? [])],
    losses: [...last.losses, ...(first?.losses ?? [])],
  },
  ...others,
];

/** The paragraphs and tables of a Word file. */
export async function readBlocks(pack: Package, main: string, repairs: Repairs): Promise<Block[]> {
  const parts = { styles: await readStyles(pack), numbering: await readNumbering(pack), repairs };
  const blocks: Block[] = [];
  let [paragraphs, tables, isOpen] = [0, 0, false];
  const take = (element: XmlElement): void => {
    if (element.name === 'w:tbl') {
      blocks.push(tableOf(element, (tables += 1), parts));
      isOpen = false;
      return;
    }
    const { lines, isJoined } = readParagraph(element, { paragraph: (paragraphs += 1) }, parts);
    const last = isOpen ? blocks.at(-1) : undefined;
    const whole = last && 'line' in last ? joinedTo(last.line, lines) : lines;
    if (last) blocks.pop();
    blocks.push(...whole.map((line) => ({ line })));
    isOpen = isJoined;
  };
  const bytes = await pack.read(main);
  readXml(decodeText(bytes ?? Buffer.from('')), {
    whole: new Set(['w:p', 'w:tbl']),
    take,
    prefixes: WORD_PREFIXES,
  });
  return blocks;
}
