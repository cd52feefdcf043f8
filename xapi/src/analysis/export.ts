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
  /** How a statement may leave. */
  toShown: (statement: Json) => Json;
  /** Whether it is the continuation of a file: then without what stands at its beginning. */
  resumed: boolean;
  /** Whether a CSV file begins with the mark by which Excel knows UTF-8. */
  byteOrderMark: boolean;
}

const csvOf = (position: string, statement: Json): string =>
  csvLine(COLUMNS.map(({ cellOf }) => cellOf({ position, statement })));

const jsonlOf = (position: string, statement: Json): string => `${JSON.stringify({ position, statement })}\n`;

/**
 * The lines of an export. Each has its position, so that whoever lost the connection asks for what comes after the
 * last whole line. Pages are read no faster than the text is taken: memory stays constant.
 */
export async function* exportLines(
  pages: AsyncIterable<readonly ReadEntry[]>,
  { format, toShown, resumed, byteOrderMark }: ExportOptions,
): AsyncGenerator<string> {
  const lineOf = format === 'csv' ? csvOf : jsonlOf;
  let chunk = '';
  if (format === 'csv' && !resumed)
    chunk = `${byteOrderMark ? BYTE_ORDER_MARK : ''}${csvLine(COLUMNS.map(({ name }) => name))}`;
  for await (const page of pages) {
    for (const { position, json } of page) {
      chunk += lineOf(position, toShown(JSON.parse(json) as Json));
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
