import { MOST_PAPER_ROWS } from '@chuyen-de/contracts';
import { toPlainText } from '@chuyen-de/question-types';
import { FormatError } from '../format.ts';
import { isPackage } from '../package/open-package.ts';
import { recognise } from '../recognise.ts';
import { decodeText } from '../text/decode.ts';
import { recordsIn, SEPARATORS, withoutGuards } from './read-csv.ts';
import { firstRowsOf } from './read-xlsx.ts';

/** A line of a table as it stands: its cells, and where it is. */
export interface FoundRow {
  line: number;
  cells: string[];
}

/** Titles stand above a table, and its headings tell how its cells are parted. */
const MOST_ABOVE = 20;

/** Of several separators the one that parts the most. */
function separatorOf(text: string): string {
  const lines = text.split('\n').slice(0, MOST_ABOVE);
  const partsBy = (separator: string) => Math.max(...lines.map((line) => line.split(separator).length));
  return SEPARATORS.reduce((best, each) => (partsBy(each) > partsBy(best) ? each : best));
}

function csvRows(bytes: Buffer): FoundRow[] {
  const text = decodeText(bytes);
  if (text.includes('\u0000')) throw new FormatError('not_a_question_file');
  return recordsIn(text, separatorOf(text)).map(({ record, info }) => ({
    line: Math.max(1, info.lines),
    cells: record.map((cell) => withoutGuards(toPlainText(cell)).trim()),
  }));
}

async function xlsxRows(bytes: Buffer): Promise<FoundRow[]> {
  const found = await recognise(bytes, {});
  if (!('pack' in found) || found.format !== 'xlsx') throw new FormatError('not_a_question_file');
  const rows = await firstRowsOf(found.pack, found.main);
  return rows.map((row, index) => ({ line: index + 1, cells: row.map((cell) => cell.trim()) }));
}

/**
 * Reads a table of an Excel workbook, of its first sheet that holds anything, or of a text whose cells are parted by commas,
 * semicolons or tabs; lines without anything are left out.
 * @throws FormatError
 */
export async function readRows(bytes: Buffer): Promise<FoundRow[]> {
  const isWorkbook = isPackage(bytes) || bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'));
  const all = isWorkbook ? await xlsxRows(bytes) : csvRows(bytes);
  const rows = all.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length > MOST_PAPER_ROWS + MOST_ABOVE)
    throw new FormatError('too_many_questions', { most: MOST_PAPER_ROWS });
  return rows;
}
