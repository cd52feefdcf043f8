import type { CsvForm } from '@chuyen-de/contracts';

/**
 * A character at which Excel, LibreOffice or Google Sheets begin a formula, at the beginning of a cell: ASCII or full
 * width, after quotes and blanks too. A spreadsheet set to another separator finds cells within a field as well, and
 * quotes that begin in the middle of its cell do not count for it: so after any separator, tab or line end also, and
 * after the blanks and quotes that follow one; but a dash between two blanks is one of a sentence.
 * A number in such a place is no formula, with whichever decimal sign, but one that goes on after a comma is: where
 * the comma is the decimal sign, `-1,5+A1` is calculated.
 * @see OWASP, "CSV Injection"
 */
const FORMULA =
  /(^[\s"]*|[,;|\t\r\n](?:"*|[ \u00A0"]+(?!- )))(?=[=+\-@＝＋－＠])(?!-\d{1,30}(?:[.,]\d{1,30})?(?:[;|\t\r\n"]|$))/g;
/** A cell that begins with a tab or a line end is none that anybody meant. */
const CONTROL = /^[\t\r\n]/;
const NUMBER = /^-?\d{1,30}(?:[.,]\d{1,30})?(?:e[+-]?\d{1,3})?$/i;
const NEEDS_QUOTES = /[",;|\t\r\n]/;

/** Spreadsheets take a file for UTF-8 by this mark at its beginning. */
export const BYTE_ORDER_MARK = '\uFEFF';

export type Cell = string | number | boolean | undefined;

const SEPARATORS: Record<CsvForm['separator'], string> = { comma: ',', semicolon: ';', tab: '\t' };

function guarded(text: string): string {
  if (NUMBER.test(text)) return text;
  const guarded = text.replace(FORMULA, "$1'");
  return CONTROL.test(guarded) ? `'${guarded}` : guarded;
}

function textField(cell: string): string {
  const text = guarded(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Makes lines of CSV. What a spreadsheet would run as a formula has an apostrophe before it. Our own writer rather than
 * csv-stringify: its `escape_formulas` looks at the first character of a field alone, knows no line feed there, and
 * makes texts of negative numbers.
 * @see RFC 4180
 */
export function makeCsvLine({ separator, decimal }: Pick<CsvForm, 'separator' | 'decimal'>) {
  const between = SEPARATORS[separator];
  const numberField = (cell: number): string => {
    const text = decimal === 'comma' ? String(cell).replace('.', ',') : String(cell);
    return text.includes(between) ? `"${text}"` : text;
  };
  const field = (cell: Cell): string => {
    if (cell === undefined) return '';
    if (typeof cell === 'number') return numberField(cell);
    return typeof cell === 'string' ? textField(cell) : String(cell);
  };
  return (cells: readonly Cell[]): string => `${cells.map(field).join(between)}\r\n`;
}
