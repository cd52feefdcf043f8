import { toPlainText } from '@chuyen-de/question-types';
import { FormatError } from '../format.ts';
import { makeRepairs, type Repairs } from './repairs.ts';

const decoderOf = (bytes: Buffer) => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
};

/**
 * The text of a file in UTF-8, or in UTF-16 with its mark, with `\n` for every end of a line.
 * @throws FormatError unreadable_text
 */
export function decodeText(bytes: Buffer): string {
  try {
    return decoderOf(bytes).decode(bytes).replace(/\r\n?/gu, '\n');
  } catch {
    throw new FormatError('unreadable_text');
  }
}

const linesOf = (bytes: Buffer, tidied: (line: string) => string, repairs: Repairs): string[] =>
  decodeText(bytes)
    .split('\n')
    .map((line, index) => repairs.compose(tidied(line), { line: index + 1 }));

/** A text of lines in composed letters, without control characters; tells which lines were others. */
export function readLines(bytes: Buffer): { lines: string[]; repairs: Repairs } {
  const repairs = makeRepairs();
  return { lines: linesOf(bytes, toPlainText, repairs), repairs };
}

/** A text as it stands, in composed letters; tells which lines were others. */
export function composedText(bytes: Buffer): { text: string; repairs: Repairs } {
  const repairs = makeRepairs();
  return { text: linesOf(bytes, (line) => line, repairs).join('\n'), repairs };
}
