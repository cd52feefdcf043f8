import type { PlaceInFile } from '@chuyen-de/contracts';
import { sliceLine, textOf, type Block, type Cell, type Line } from './line.ts';
import { labelIn } from './labels.ts';

/** What a table of keys, or a line behind a question, says is right. */
export interface StatedKey {
  at: PlaceInFile;
  letters: string[];
  /** Of a statement, or of several that stand under one question. */
  truths: boolean[];
  /** Where it is neither. */
  text: string;
}

const LETTERS = /^[A-H]{1,8}$/iu;
/** What stands between letters. */
const BETWEEN = /[\s,;&+]|và/giu;
const TRUTHS = /^(?:(?:đúng|sai|true|false|[ĐSTF])[\s,;–-]*){1,8}$/iu;
const TRUTH = /đúng|sai|true|false|[ĐSTF]/giu;

const isTrue = (word: string): boolean => /^[ĐT]/iu.test(word);

/** What a key says; undefined: nothing that is one. */
export function keyIn(written: string, at: PlaceInFile): StatedKey | undefined {
  const text = written
    .normalize('NFC')
    .trim()
    .replace(/[.;,)\]]{1,5}$/u, '')
    .replace(/^[([]/u, '')
    .trim();
  const letters = text.replace(BETWEEN, '').toUpperCase();
  if (LETTERS.test(letters)) return { at, letters: [...new Set(letters)], truths: [], text };
  if (TRUTHS.test(text)) return { at, letters: [], truths: (text.match(TRUTH) ?? []).map(isTrue), text };
  return undefined;
}

export interface NumberedKey {
  number: number;
  key: StatedKey;
}

const PAIR =
  /(?:câu\s{0,3})?(\d{1,5})\s{0,3}[.:)=–-]?\s{0,3}((?:[A-H]{1,8}(?![\p{L}\d])|đúng|sai|[ĐS](?![\p{L}\d]))(?:\s{0,3}[,&]\s{0,3}[A-H](?![\p{L}\d])){0,7})/giu;

/** Pairs of which a text consists: "1-A 2-B", "1a; 2c", "1. A"; undefined: it says something else too. */
export function pairsIn(text: string, at: PlaceInFile): NumberedKey[] | undefined {
  const pairs = [...text.matchAll(PAIR)].flatMap(([, digits = '', said = '']) => {
    const key = keyIn(said, at);
    return key ? [{ number: Number(digits), key }] : [];
  });
  const rest = text.replace(PAIR, '').replace(/[\s.,;:|/–—-]/gu, '');
  return pairs.length > 0 && rest === '' ? pairs : undefined;
}

const textOfCell = (cell: Cell): string => cell.map(textOf).join(' ').replace(/\s+/gu, ' ').trim();
const numberOf = (text: string): number | undefined => {
  const [, digits] = /^(?:câu\s*)?(\d{1,5})[.:)]?$/iu.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/** Keys under, or beside, the numbers of a table: one line of numbers, the next of keys. */
function pairedLines(
  lines: readonly string[][],
  at: (line: number, cell: number) => PlaceInFile,
): NumberedKey[] {
  return lines.flatMap((line, index) =>
    line.flatMap((text, cell) => {
      const number = numberOf(text);
      const key =
        number === undefined ? undefined : keyIn(lines[index + 1]?.[cell] ?? '', at(index + 1, cell));
      return number === undefined || !key ? [] : [{ number, key }];
    }),
  );
}

const transposed = (lines: readonly string[][]): string[][] =>
  Array.from({ length: Math.max(0, ...lines.map(({ length }) => length)) }, (_, column) =>
    lines.map((line) => line[column] ?? ''),
  );

/** How many numbers a table may leave without a key and be one of keys. */
const MOST_MISSING = 0.5;

/** The keys of a Word table; undefined: it is none of keys. */
export function keysOfTable({ at, rows }: Exclude<Block, { line: unknown }>): NumberedKey[] | undefined {
  const texts = rows.map((row) => row.map(textOfCell));
  const cells = texts.flat().filter((text) => text !== '');
  const paired = cells.map((text) => pairsIn(text, at));
  if (cells.length > 0 && paired.filter((pairs) => pairs).length >= cells.length * MOST_MISSING)
    return paired.flatMap((pairs) => pairs ?? []);
  const numbers = cells.filter((text) => numberOf(text) !== undefined).length;
  const under = pairedLines(texts, () => at);
  const beside = pairedLines(transposed(texts), () => at);
  const found = under.length >= beside.length ? under : beside;
  return numbers > 0 && found.length >= numbers * MOST_MISSING ? found : undefined;
}

/** A solution in its list: "Câu 3. Chọn B. Vì …", its key and what it explains. */
export interface Solution {
  number: number;
  key: StatedKey | undefined;
  rest: Line;
}

const CHOICE =
  /^(?:(?:chọn|đáp\s{1,3}án(?:\s{1,3}đúng)?(?:\s{1,3}là)?|đ\.?a)\s{0,3}[:.]?\s{0,3})?([A-H](?:\s{0,3},\s{0,3}[A-H]){0,7}|đúng|sai)(?=[\s.,;:)]|$)[.,;:)]{0,3}\s{0,3}/iu;

/** @param line after the keys began */
export function solutionIn(line: Line): Solution | undefined {
  const label = labelIn(textOf(line), () => true);
  if (!label) return undefined;
  const rest = sliceLine(line, label.length);
  const whole = keyIn(textOf(rest), line.at);
  if (whole) return { number: label.number, key: whole, rest: sliceLine(rest, textOf(rest).length) };
  const [found = '', said = ''] = CHOICE.exec(textOf(rest)) ?? [];
  // "A" at the beginning of a sentence is a capital letter, not a key.
  const key = said !== '' ? keyIn(said, line.at) : undefined;
  return { number: label.number, key, rest: key ? sliceLine(rest, found.length) : rest };
}
