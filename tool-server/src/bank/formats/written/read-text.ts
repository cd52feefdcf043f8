import { foundFile } from '../check.ts';
import type { FoundFile } from '../format.ts';
import { readLines } from '../text/decode.ts';
import { labelIn } from './labels.ts';
import { writtenQuestions } from './questions.ts';

/** Whether a text has questions as people write them on paper. */
export const looksWritten = (text: string): boolean =>
  text.split('\n').some((line) => labelIn(line.normalize('NFC'), (number) => number === 1) !== undefined);

/**
 * Reads a text as people write papers, such as one that was pasted: no letter of it looks otherwise than another.
 * @throws FormatError
 */
export function readWrittenText(bytes: Buffer): FoundFile {
  const { lines, repairs } = readLines(bytes);
  const blocks = lines.map((text, index) => ({
    line: { at: { line: index + 1 }, pieces: [{ text, look: {} }], losses: [] },
  }));
  return foundFile({ format: 'text', ...writtenQuestions(blocks), ...repairs.told });
}
