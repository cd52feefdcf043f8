import { toPlainText } from '@chuyen-de/question-types';
import { parse } from 'csv-parse/sync';
import { foundFile } from '../check.ts';
import { FormatError, type FoundFile } from '../format.ts';
import { decodeText } from '../text/decode.ts';
import { makeRepairs } from '../text/repairs.ts';
import type { SaidColumns } from './columns.ts';
import { columnsUnknown, headingsOf, questionsOfTable } from './read-table.ts';

export const SEPARATORS = [';', ',', '\t'];
/** So much of a text tells how its cells are parted. */
const BEGINNING = 20_000;

interface Record {
  record: string[];
  info: { lines: number };
}

/** What stands before all that a spreadsheet might take for a formula, as our own tables have it. */
const GUARD = /(^[\s"]*|[,;|\t\r\n](?:"*|[ \u00A0"]+(?!- )))'(?=[=+\-@＝＋－＠])/gu;

/** A cell without what our own tables put before what a spreadsheet might take for a formula. */
export const withoutGuards = (cell: string): string => cell.replace(GUARD, '$1');

/** @throws FormatError damaged */
export function recordsIn(text: string, separator: string): Record[] {
  try {
    return parse(text, {
      delimiter: separator,
      info: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as Record[];
  } catch {
    throw new FormatError('damaged');
  }
}

const rowsIn = (records: readonly Record[]): string[][] => records.map(({ record }) => record);

/** By what the cells of a text are parted, where a line of it has headings that are known; undefined: there is none. */
function separatorOf(text: string, said: SaidColumns = {}): string | undefined {
  const lines = text.slice(0, BEGINNING).split('\n').slice(0, -1);
  const beginning = lines.length > 0 ? lines.join('\n') : text.slice(0, BEGINNING);
  return SEPARATORS.find((separator) => {
    try {
      return headingsOf({ rows: rowsIn(recordsIn(beginning, separator)) }, said) !== undefined;
    } catch {
      return false;
    }
  });
}

/** Whether a text is a table of questions. */
export const looksLikeCsv = (text: string, said: SaidColumns): boolean =>
  separatorOf(text, said) !== undefined;

/**
 * Reads questions of a table whose cells are parted by commas, semicolons or tabs.
 * @throws FormatError
 */
export function readCsv(bytes: Buffer, said: SaidColumns): FoundFile {
  const text = decodeText(bytes);
  const records = recordsIn(text, separatorOf(text, said) ?? ',');
  const rows = rowsIn(records).map((row) => row.map((cell) => withoutGuards(toPlainText(cell))));
  const headed = headingsOf({ rows }, said);
  if (!headed) return columnsUnknown(rows);
  const repairs = makeRepairs();
  // A record is known by the line on which it ends.
  const placeOf = (row: number) => ({ line: Math.max(1, records[row]?.info.lines ?? row + 1) });
  const read = questionsOfTable({ rows, placeOf }, headed, repairs);
  return foundFile({ format: 'csv', ...read, ...repairs.told });
}
