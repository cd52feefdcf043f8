import { MOST_QUESTIONS_IN_FILE } from '@chuyen-de/contracts';
import { toPlainText } from '@chuyen-de/question-types';
import { foundFile } from '../check.ts';
import { FormatError, type FoundFile } from '../format.ts';
import type { Package } from '../package/open-package.ts';
import { decodeText } from '../text/decode.ts';
import { makeRepairs } from '../text/repairs.ts';
import { childNamed, childrenNamed, elementsOf, readXml, textIn, type XmlElement } from '../xml/read-xml.ts';
import type { SaidColumns } from './columns.ts';
import { columnsUnknown, headingsOf, questionsOfTable } from './read-table.ts';

/** A sheet has a title and headings above its questions, and empty lines between them. */
const MOST_ROWS = 2 * MOST_QUESTIONS_IN_FILE;
const MOST_COLUMNS = 100;

async function partOf(
  pack: Package,
  name: string,
  whole: string,
  take: (element: XmlElement) => void,
): Promise<void> {
  const bytes = await pack.read(name);
  if (bytes) readXml(decodeText(bytes), { whole: new Set([whole]), take });
}

/** Text in runs, each of which may look in its own way; what says how words are spoken is left out. */
const richText = (element: XmlElement): string =>
  elementsOf(element)
    .map((child) =>
      child.name === 't' ? textIn(child) : child.name === 'r' ? textIn(childNamed(child, 't')) : '',
    )
    .join('');

/** The sheets of a workbook in their order, with the names of their parts. */
async function sheetsOf(pack: Package, main: string): Promise<{ name: string; part: string }[]> {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = new Map<string, string>();
  await partOf(pack, `${folder}_rels/${main.slice(folder.length)}.rels`, 'Relationship', ({ attributes }) => {
    const target = attributes['Target'] ?? '';
    relations.set(attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `${folder}${target}`);
  });
  const sheets: { name: string; part: string }[] = [];
  await partOf(pack, main, 'sheet', ({ attributes }) => {
    const part = relations.get(attributes['r:id'] ?? '');
    if (part !== undefined) sheets.push({ name: attributes['name'] ?? '', part });
  });
  return sheets;
}

async function sharedTexts(pack: Package, main: string): Promise<string[]> {
  const texts: string[] = [];
  await partOf(pack, `${main.slice(0, main.lastIndexOf('/') + 1)}sharedStrings.xml`, 'si', (element) =>
    texts.push(richText(element)),
  );
  return texts;
}

/** `BC12`: the column, counted from 0; −1: it does not say. */
function columnOf(reference: string): number {
  const [letters = ''] = /^[A-Z]{1,3}/u.exec(reference) ?? [];
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function textOfCell(cell: XmlElement, shared: readonly string[]): string {
  const type = cell.attributes['t'] ?? 'n';
  const value = textIn(childNamed(cell, 'v'));
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'inlineStr') return richText(childNamed(cell, 'is') ?? cell);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return type === 'e' ? '' : value;
}

async function rowsOf(pack: Package, part: string, shared: readonly string[]): Promise<string[][]> {
  const rows: string[][] = [];
  await partOf(pack, part, 'row', (element) => {
    const at = Number(element.attributes['r'] ?? rows.length + 1) - 1;
    if (!(at >= 0 && at < MOST_ROWS))
      throw new FormatError('too_many_questions', { most: MOST_QUESTIONS_IN_FILE });
    const cells: string[] = [];
    for (const cell of childrenNamed(element, 'c')) {
      const named = columnOf(cell.attributes['r'] ?? '');
      const column = named === -1 ? cells.length : named;
      if (column < MOST_COLUMNS) cells[column] = toPlainText(textOfCell(cell, shared));
    }
    rows[at] = Array.from({ length: cells.length }, (_, column) => cells[column] ?? '');
  });
  return Array.from({ length: rows.length }, (_, row) => rows[row] ?? []);
}

/** The rows of the first sheet of a workbook that holds anything. @throws FormatError */
export async function firstRowsOf(pack: Package, main: string): Promise<string[][]> {
  const shared = await sharedTexts(pack, main);
  for (const { part } of await sheetsOf(pack, main)) {
    const rows = await rowsOf(pack, part, shared);
    if (rows.length > 0) return rows;
  }
  return [];
}

/**
 * Reads questions of an Excel workbook: of its first sheet that has headings which are known. Formulas count by what they
 * last gave.
 * @param main the name of the part that is the workbook
 * @param said what columns hold whose headings are not known
 * @throws FormatError
 */
export async function readXlsx(pack: Package, main: string, said: SaidColumns): Promise<FoundFile> {
  const shared = await sharedTexts(pack, main);
  const repairs = makeRepairs();
  let first: string[][] = [];
  for (const { name, part } of await sheetsOf(pack, main)) {
    const rows = await rowsOf(pack, part, shared);
    const headed = headingsOf({ rows }, said);
    if (first.length === 0) first = rows;
    if (!headed) continue;
    const placeOf = (row: number, column: number) => ({ sheet: name, cell: cellName(row, column) });
    const read = questionsOfTable({ rows, placeOf }, headed, repairs);
    return foundFile({ format: 'xlsx', ...read, ...repairs.told });
  }
  return columnsUnknown(first);
}
