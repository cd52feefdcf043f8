import type { CsvForm } from '@chuyen-de/contracts';
import { makeLocalTime } from '../local-time.ts';
import { BYTE_ORDER_MARK, makeCsvLine, type Cell } from './csv.ts';
import type { Table } from './table.ts';

/** Characters handed on at once: lines one by one would cost more than making them. */
const CHUNK = 32_768;

interface CsvOptions {
  form: CsvForm;
  /** Whose clocks `local` dates go by. */
  zone: string;
  /** Whether it is the continuation of a file: then without what stands at its beginning. */
  resumed: boolean;
}

/** A moment as `dd/MM/yyyy HH:mm:ss` on the clocks of a zone; what is no moment stays as it is. */
function makeLocalDate(zone: string): (iso: Cell) => Cell {
  const localOf = makeLocalTime(zone);
  return (iso) => {
    const moment = typeof iso === 'string' ? Date.parse(iso) : NaN;
    if (Number.isNaN(moment)) return iso;
    const [date = '', time] = new Date(localOf(moment)).toISOString().slice(0, 19).split('T');
    return `${date.split('-').reverse().join('/')} ${time}`;
  };
}

/** The text of a CSV file, in pieces, read no faster than they are taken. */
export async function* csvFile(
  { columns, pages }: Table,
  { form, zone, resumed }: CsvOptions,
): AsyncGenerator<string> {
  const lineOf = makeCsvLine(form);
  const dateOf = form.dates === 'local' ? makeLocalDate(zone) : undefined;
  let chunk = resumed ? '' : `${form.bom ? BYTE_ORDER_MARK : ''}${lineOf(columns.map(({ title }) => title))}`;
  for await (const page of pages) {
    for (const row of page) {
      chunk += lineOf(dateOf ? row.map((cell, i) => (columns[i]?.isTime ? dateOf(cell) : cell)) : row);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
