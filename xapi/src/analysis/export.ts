import { changeText } from '../statements/exact-numbers.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { COLUMNS } from './statement-columns.ts';
import type { ReadEntry } from './statement-reader.ts';

type Json = Record<string, unknown>;

export const FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** Characters handed on at once: lines one by one would cost more than making them. */
const CHUNK = 32_768;

interface ExportOptions {
  format: ExportFormat;
  /** How a statement may leave, where it may not as it is. */
  hide: ((statement: Json) => Json) | undefined;
  /** Whether it is the continuation of a file: then without what stands at its beginning. */
  resumed: boolean;
  /** Whether a CSV file begins with the mark by which Excel knows UTF-8. */
  byteOrderMark: boolean;
}

type LineOf = (entry: ReadEntry, hide: ExportOptions['hide']) => string;

const LINES: Record<ExportFormat, LineOf> = {
  csv({ position, json }, hide) {
    const parsed = JSON.parse(json) as Json;
    const statement = hide ? hide(parsed) : parsed;
    return csvLine(COLUMNS.map(({ cellOf }) => cellOf({ position, statement })));
  },
  /** As it was stored where nothing has to be hidden; to the last digit of its numbers otherwise too. */
  jsonl({ position, json }, hide) {
    const text = hide ? changeText(json, hide) : json;
    return `{"position":${JSON.stringify(position)},"statement":${text}}\n`;
  },
};

/**
 * The lines of an export. Each has its position, so that whoever lost the connection asks for what comes after the
 * last whole line. Pages are read no faster than the text is taken: memory stays constant.
 */
export async function* exportLines(
  pages: AsyncIterable<readonly ReadEntry[]>,
  { format, hide, resumed, byteOrderMark }: ExportOptions,
): AsyncGenerator<string> {
  const lineOf = LINES[format];
  let chunk = '';
  if (format === 'csv' && !resumed)
    chunk = `${byteOrderMark ? BYTE_ORDER_MARK : ''}${csvLine(COLUMNS.map(({ name }) => name))}`;
  for await (const page of pages) {
    for (const entry of page) {
      chunk += lineOf(entry, hide);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
