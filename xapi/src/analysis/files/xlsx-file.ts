import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell } from './csv.ts';
import { sheetXml } from './sheet.ts';
import type { Table } from './table.ts';
import { sheetPath, workbookParts } from './workbook.ts';

/** Rows of a sheet at the most, its heading among them. @see Excel specifications and limits */
const MOST_ROWS = 1_048_576;

interface XlsxOptions {
  /** Name of the sheet; where rows are more than one holds, the next ones have a number behind it. */
  sheet: string;
  /** What goes with it, on a sheet of its own at the end. */
  notes: { sheet: string } & Table;
  /** Whose clocks moments are shown by: a cell of a sheet has no zone. */
  zone: string;
  mostRows?: number;
}

/** The rows of all pages, one by one. */
async function* rowsOf(pages: Table['pages']): AsyncGenerator<readonly Cell[]> {
  for await (const page of pages) yield* page;
}

/** Rows that can be taken a sheet at a time. */
function makeRows(pages: Table['pages']) {
  const all = rowsOf(pages);
  let ahead: IteratorResult<readonly Cell[], unknown> | undefined;
  return {
    next: async () => {
      const next = ahead ?? (await all.next());
      ahead = undefined;
      return next as IteratorResult<readonly Cell[]>;
    },
    isAtEnd: async () => (ahead ??= await all.next()).done === true,
    close: () => all.return(undefined),
  };
}

/**
 * The bytes of an XLSX workbook, in pieces: rows are read no faster than the bytes are taken, so that memory stays
 * constant. The parts that name the sheets come last, when it is known how many there are.
 */
export async function* xlsxFile(table: Table, options: XlsxOptions): AsyncGenerator<Buffer> {
  const { sheet, notes, zone, mostRows = MOST_ROWS } = options;
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: Error): void => void output.destroy(error);
  zip.on('error', fail);
  const rows = makeRows(table.pages);
  const names: string[] = [];
  let source: Readable | undefined;

  const add = (name: string, text: AsyncIterable<string>): void => {
    names.push(name);
    source = Readable.from(text, { objectMode: false }).on('error', fail);
    zip.addReadStream(source, sheetPath(names.length));
  };
  const finish = (): void => {
    for (const [path, text] of Object.entries(workbookParts(names))) zip.addBuffer(Buffer.from(text), path);
    zip.end();
  };
  async function* notesText(): AsyncGenerator<string> {
    yield* sheetXml(notes.columns, makeRows(notes.pages), { zone, mostRows });
    finish();
  }
  async function* sheetText(): AsyncGenerator<string> {
    yield* sheetXml(table.columns, rows, { zone, mostRows });
    if (await rows.isAtEnd()) add(notes.sheet, notesText());
    else add(`${sheet} ${names.length + 1}`, sheetText());
  }

  add(sheet, sheetText());
  try {
    for await (const bytes of output) yield bytes as Buffer;
  } finally {
    source?.destroy();
    await rows.close();
  }
}
