import { makeLocalTime } from '../local-time.ts';
import type { Cell } from './csv.ts';
import type { Table } from './table.ts';
import { STYLES } from './workbook.ts';

/** What a cell holds at the most: Excel calls a file with more broken. @see Excel specifications and limits */
const LONGEST_TEXT = 32_767;
const DAY_MS = 86_400_000;
/** 1 January 1970 in days of Excel, which counts well from 1 March 1900 on. @see ECMA-376 Part 1, 18.17.4 */
const EPOCH_DAY = 25_569;
const FIRST_GOOD_DAY = 61;

/** What no XML may hold is written by its number; what looks so already, too. @see ECMA-376 Part 1, 22.9.2.19 */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[\dA-F]{4}_)/gi;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(UNWRITABLE, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** The letters of a column, from 0. */
const lettersOf = (index: number): string =>
  (index < 26 ? '' : lettersOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** A cell of text is never read as a formula, whatever it begins with: it says that it is text, and is kept as such. */
const textCell = (at: string, text: string, style: number): string =>
  text === ''
    ? ''
    : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Moments as the days that Excel counts, on the clocks of a zone. */
function makeDayOf(zone: string): (iso: string) => number | undefined {
  const localOf = makeLocalTime(zone);
  return (iso) => {
    const moment = Date.parse(iso);
    const day = Number.isNaN(moment) ? 0 : localOf(moment) / DAY_MS + EPOCH_DAY;
    return day < FIRST_GOOD_DAY ? undefined : day;
  };
}

/** Makes the rows of a sheet, in which numbers are numbers and moments are moments. */
function makeRow(columns: Table['columns'], zone: string) {
  const letters = columns.map((_, i) => lettersOf(i));
  const dayOf = makeDayOf(zone);
  const cell = (value: Cell, column: number, row: number): string => {
    if (value === undefined) return '';
    const at = `${letters[column]}${row}`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
    const day = columns[column]?.isTime ? dayOf(value) : undefined;
    return day === undefined
      ? textCell(at, value, STYLES.text)
      : `<c r="${at}" s="${STYLES.moment}"><v>${day}</v></c>`;
  };
  return (cells: readonly Cell[], row: number): string =>
    `<row r="${row}">${cells.map((value, column) => cell(value, column, row)).join('')}</row>`;
}

/** What is written into a form later stays as it was typed: `1/2` is no date. */
const styleOf = (columns: Table['columns']): string =>
  columns.some(({ choices }) => choices) ? ` style="${STYLES.text}"` : '';

const headOf = (columns: Table['columns']): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  `<cols>${columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${styleOf(columns)}/>`).join('')}</cols>` +
  `<sheetData><row r="1">${columns.map(({ title }, i) => textCell(`${lettersOf(i)}1`, title, STYLES.heading)).join('')}</row>`;

/** Rows that somebody may still fill in have the choices too. */
const MOST_FILLED_IN = 10_001;

/** Lists from which cells of a column are chosen. @see ECMA-376 Part 1, 18.3.1.32 "dataValidation" */
function choicesOf(columns: Table['columns']): string {
  const lists = columns.flatMap(({ choices }, i) =>
    choices
      ? `<dataValidation type="list" allowBlank="1"${choices.only ? ' showErrorMessage="1"' : ''} sqref="${lettersOf(i)}2:${lettersOf(i)}${MOST_FILLED_IN}"><formula1>${escaped(choices.range)}</formula1></dataValidation>`
      : [],
  );
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

interface SheetOptions {
  zone: string;
  /** Rows that a sheet may have, its heading among them. */
  mostRows: number;
}

/** Characters handed on at once. */
const CHUNK = 65_536;

/**
 * The XML of one sheet, in pieces: the heading stands still and can be filtered by. Takes no more rows than a sheet
 * may have. @see ECMA-376 Part 1, 18.3 "Worksheets"
 */
export async function* sheetXml(
  columns: Table['columns'],
  rows: AsyncIterator<readonly Cell[]>,
  { zone, mostRows }: SheetOptions,
): AsyncGenerator<string> {
  const rowOf = makeRow(columns, zone);
  let chunk = headOf(columns);
  let row = 1;
  while (row < mostRows) {
    const next = await rows.next();
    if (next.done) break;
    chunk += rowOf(next.value, ++row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  const filter = `<autoFilter ref="A1:${lettersOf(columns.length - 1)}${row}"/>`;
  yield `${chunk}</sheetData>${filter}${choicesOf(columns)}</worksheet>`;
}
