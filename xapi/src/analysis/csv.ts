/** What makes Excel, LibreOffice or Google Sheets take a cell for a formula. @see OWASP, "CSV Injection" */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const NEEDS_QUOTES = /[",\r\n]/;

/** Spreadsheets take a file for UTF-8 by this mark at its beginning. */
export const BYTE_ORDER_MARK = '\uFEFF';

export type Cell = string | number | boolean | undefined;

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A line of CSV. Texts that a spreadsheet would run as a formula begin with an apostrophe.
 * @see RFC 4180
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;
