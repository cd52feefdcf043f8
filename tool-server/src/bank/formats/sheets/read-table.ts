import type { FormatRemark, PlaceInFile } from '@chuyen-de/contracts';
import { readTags } from '@chuyen-de/contracts/tag-words';
import { FormatError, remark, remarksAt, type FoundQuestion, type Remarks } from '../format.ts';
import { tidyLines } from '../html/to-text.ts';
import { levelNamed } from '../text/levels.ts';
import type { Repairs } from '../text/repairs.ts';
import { columnsIn, type Columns, type Field, type SaidColumns } from './columns.ts';
import { contentOfRow } from './row-content.ts';

/** A table of a file, whose cells are texts. */
export interface Table {
  rows: readonly (readonly string[])[];
  placeOf: (row: number, column: number) => PlaceInFile;
}

/** The line of headings is among the first ones: titles stand above it. */
const MOST_ABOVE = 20;

interface Headed {
  columns: Columns;
  first: number;
}

/** The headings of a table; undefined: it has none that say what its columns hold. */
export function headingsOf({ rows }: Pick<Table, 'rows'>, said: SaidColumns = {}): Headed | undefined {
  for (const [index, row] of rows.slice(0, MOST_ABOVE).entries()) {
    const columns = columnsIn(row, said);
    if (columns) return { columns, first: index + 1 };
  }
  return undefined;
}

/** @throws FormatError columns_unknown, no_questions */
export function columnsUnknown(rows: Table['rows']): never {
  const headings = rows.find((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  if (!headings) throw new FormatError('no_questions');
  throw new FormatError('columns_unknown', { headings: headings.map((cell) => cell.trim()).join(' | ') });
}

interface Row {
  fields: Partial<Record<Field, string>>;
  options: string[];
  isEmpty: boolean;
}

function rowOf(cells: readonly string[], { columns }: Headed): Row {
  const fields: Row['fields'] = {};
  const options: string[] = [];
  for (const [index, column] of columns.entries()) {
    const text = tidyLines(cells[index] ?? '');
    if (column && 'option' in column) options[column.option] = text;
    else if (column) fields[column.field] ??= text;
  }
  const given = Array.from({ length: options.length }, (_, index) => options[index] ?? '');
  while (given.at(-1) === '') given.pop();
  return { fields, options: given, isEmpty: (fields.stem ?? '') === '' && given.length === 0 };
}

const said = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const taggedBy = (cell: string | undefined, remarks: Remarks): Pick<FoundQuestion, 'tags'> => {
  const { tags, others } = readTags((cell ?? '').split(/[;,\n]/u));
  if (others.length > 0) remarks.add('tags_left_out', { what: others.join('; ') });
  return tags.length > 0 ? { tags } : {};
};

function questionOf({ fields, options }: Row, at: PlaceInFile): FoundQuestion {
  const remarks = remarksAt(at);
  const { stem = '', type = '', key = '', unit = '', scoring = '' } = fields;
  const content = contentOfRow({ type, key, unit, scoring, options }, remarks);
  const level = said(fields.level);
  if (level && !levelNamed(level)) remarks.add('level_unknown', { level });
  if (!content) remarks.add('key_missing');
  const explanation = said(fields.explanation);
  return {
    at,
    label: said(fields.label),
    code: said(fields.code),
    group: fields.group ? [fields.group] : undefined,
    level: level === undefined ? undefined : levelNamed(level),
    stem: { vi: stem },
    content: content ?? { type: 'single-choice', options: [], key: [] },
    explanation: explanation === undefined ? undefined : { vi: explanation },
    source: said(fields.source),
    ...taggedBy(fields.tags, remarks),
    remarks: remarks.all,
  };
}

/** The questions of a table with headings that are known. */
export function questionsOfTable(
  table: Table,
  headed: Headed,
  repairs: Repairs,
): { questions: FoundQuestion[]; remarks: FormatRemark[] } {
  const questions: FoundQuestion[] = [];
  for (const [index, cells] of table.rows.entries()) {
    if (index < headed.first) continue;
    const at = table.placeOf(index, 0);
    const composed = cells.map((cell, column) => repairs.compose(cell, table.placeOf(index, column)));
    const row = rowOf(composed, headed);
    if (!row.isEmpty) questions.push(questionOf(row, at));
  }
  return { questions, remarks: unknownColumns(table, headed) };
}

/** Columns whose headings say nothing that is known. */
const unknownColumns = ({ rows, placeOf }: Table, { columns, first }: Headed): FormatRemark[] =>
  (rows[first - 1] ?? []).flatMap((heading, index) =>
    columns[index] || heading.trim() === ''
      ? []
      : [remark('column_unknown', placeOf(first - 1, index), { column: heading.trim() })],
  );
