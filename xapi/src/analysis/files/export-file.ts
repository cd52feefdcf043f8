import type { ExportFormat } from '@chuyen-de/contracts';
import { mapWithBreaks } from '../../kernel/breaks.ts';
import { changeText } from '../../statements/exact-numbers.ts';
import type { Column } from '../columns/column.ts';
import type { ReadEntry } from '../statement-reader.ts';
import { csvFile } from './csv-file.ts';
import type { ExportRequest } from './export-request.ts';
import { onePage, type Table } from './table.ts';
import { xlsxFile } from './xlsx-file.ts';

type Json = Record<string, unknown>;
type Hide = ((statement: Json) => Json) | undefined;
type Pages = AsyncIterable<readonly ReadEntry[]>;

interface Exported extends ExportRequest {
  /** How a statement may leave, where it may not as it is. */
  hide: Hide;
  /** Whether it is the continuation of a file: then without what stands at its beginning. */
  resumed: boolean;
}

const SHEETS = {
  vi: { rows: 'Bản ghi', notes: 'Giải thích', headings: ['Cột', 'Tên trong API', 'Loại', 'Ý nghĩa'] },
  en: { rows: 'Statements', notes: 'Columns', headings: ['Column', 'Name in the API', 'Type', 'Meaning'] },
};
const NOTE_WIDTHS = [28, 20, 16, 90];

async function* rowPages(pages: Pages, columns: readonly Column[], hide: Hide): Table['pages'] {
  for await (const page of pages)
    yield await mapWithBreaks(page, ({ position, json }) => {
      const parsed = JSON.parse(json) as Json;
      const statement = hide ? hide(parsed) : parsed;
      return columns.map(({ cellOf }) => cellOf({ position, statement }));
    });
}

const tableOf = (pages: Pages, { columns, headings, hide }: Exported): Table => ({
  columns: columns.map(({ name, label, type, width }) => ({
    title: headings === 'name' ? name : label[headings],
    width,
    isTime: type === 'ISO 8601',
  })),
  pages: rowPages(pages, columns, hide),
});

/** The dictionary's words for the columns of a workbook, in which moments have no zone beside them. */
function notesOf({ columns, zone, headings }: Pick<ExportRequest, 'columns' | 'zone' | 'headings'>): Table {
  const language = headings === 'en' ? 'en' : 'vi';
  const rows = columns.map(({ label, name, type, meaning }) => [
    label[language],
    name,
    type === 'ISO 8601' ? zone : type,
    meaning[language],
  ]);
  return {
    columns: SHEETS[language].headings.map((title, i) => ({
      title,
      width: NOTE_WIDTHS[i] ?? 20,
      isTime: false,
    })),
    pages: onePage(rows),
  };
}

function workbook(pages: Pages, exported: Exported): AsyncGenerator<Buffer> {
  const { rows, notes } = SHEETS[exported.headings === 'en' ? 'en' : 'vi'];
  return xlsxFile(tableOf(pages, exported), {
    sheet: rows,
    notes: { sheet: notes, ...notesOf(exported) },
    zone: exported.zone,
  });
}

/** Statements as they were stored where nothing has to be hidden; to the last digit of their numbers otherwise too. */
async function* jsonLines(pages: Pages, { hide }: Exported): AsyncGenerator<string> {
  for await (const page of pages)
    yield (
      await mapWithBreaks(page, ({ position, json }) => {
        const text = hide ? changeText(json, hide) : json;
        return `{"position":${JSON.stringify(position)},"statement":${text}}\n`;
      })
    ).join('');
}

const CONTENT: Record<ExportFormat, (pages: Pages, exported: Exported) => AsyncIterable<string | Buffer>> = {
  csv: (pages, exported) => csvFile(tableOf(pages, exported), exported),
  xlsx: workbook,
  jsonl: jsonLines,
};

/**
 * The content of an export, in pieces. Statements are read no faster than it is taken: memory stays constant. Rows and
 * lines have their position, so that whoever lost the connection asks for what comes after the last whole one.
 */
export const exportFile = (pages: Pages, exported: Exported): AsyncIterable<string | Buffer> =>
  CONTENT[exported.format](pages, exported);
