import { foundFile } from '../check.ts';
import { remarksAt, type FoundFile, type FoundQuestion } from '../format.ts';
import { choiceOf, letterAt } from '../parts.ts';
import { readLines } from '../text/decode.ts';

const OPTION = /^([A-Z])[.)](?:\s|$)/u;
const ANSWER = /^(?:ANSWER|ĐÁP ÁN)\s*:(.*)$/iu;

/** Before what would be read as an option where a question begins; it is no part of the text. */
export const WORD_JOINER = '\u2060';

/** A question as far as its lines were read. */
interface Open {
  line: number;
  stem: string[];
  options: { letter: string; lines: string[] }[];
}

/** Whether a text reads as Aiken: options with letters, and lines that tell the answer. */
export const looksLikeAiken = (text: string): boolean =>
  /^[^\S\n]{0,20}[A-Z][.)]\s/mu.test(text) && /^[^\S\n]{0,20}ANSWER\s?:/imu.test(text);

/** @param answer what stands behind `ANSWER:`; undefined: there is no such line */
function questionOf({ line, stem, options }: Open, answer: string | undefined): FoundQuestion {
  const remarks = remarksAt({ line });
  const letters = options.map(({ letter }) => letter);
  if (letters.some((letter, index) => letter !== letterAt(index)))
    remarks.add('options_out_of_order', { found: letters.join(', ') });
  const named = (answer ?? '').toUpperCase().match(/[A-Z]/gu) ?? [];
  for (const letter of named.filter((one) => !letters.includes(one)))
    remarks.add('key_unknown', { key: letter });
  const right = named.map((letter) => letters.indexOf(letter)).filter((place) => place >= 0);
  return {
    at: { line },
    stem: { vi: stem.join('\n').replace(WORD_JOINER, '') },
    content: choiceOf(
      options.map(({ lines }) => lines.join('\n')),
      right,
    ),
    remarks: remarks.all,
  };
}

/**
 * Reads Aiken: a line that asks, a line for each option (`A. …` or `A) …`), and `ANSWER: B`. Texts may go on over
 * several lines, which the format of Moodle does not know, and `ANSWER: A, C` has several keys.
 * @see https://docs.moodle.org/405/en/Aiken_format
 * @throws FormatError
 */
export function readAiken(bytes: Buffer): FoundFile {
  const { lines, repairs } = readLines(bytes);
  const questions: FoundQuestion[] = [];
  let open: Open = { line: 1, stem: [], options: [] };
  let isAfterBlank = false;
  const close = (answer: string | undefined): void => {
    if (open.stem.length + open.options.length > 0) questions.push(questionOf(open, answer));
    open = { line: 0, stem: [], options: [] };
  };
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '') {
      isAfterBlank = true;
      continue;
    }
    const [, answer] = ANSWER.exec(line) ?? [];
    const [, letter] = OPTION.exec(line) ?? [];
    const goesOn = open.options.at(-1);
    if (open.stem.length + open.options.length === 0) open.line = index + 1;
    if (answer !== undefined) close(answer);
    // Where a question begins with "A.", nobody can tell.
    else if (letter !== undefined) open.options.push({ letter, lines: [line.slice(2).trim()] });
    else if (goesOn && !isAfterBlank) goesOn.lines.push(line);
    else {
      if (goesOn) close(undefined);
      if (open.stem.length === 0) open.line = index + 1;
      open.stem.push(line);
    }
    isAfterBlank = false;
  }
  close(undefined);
  return foundFile({ format: 'aiken', questions, remarks: [], ...repairs.told });
}
