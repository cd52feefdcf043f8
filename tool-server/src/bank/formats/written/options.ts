import { isBlank, sliceLine, textOf, type Line } from './line.ts';

/** An option as it was written. */
export interface WrittenOption {
  letter: string;
  /** Its letter, as it looks; nothing where it is numbered by Word. */
  label: Line;
  lines: Line[];
  /** A sign before it that it is right, or is not: `*`, `#!`; `#$`. */
  sign: 'right' | 'wrong' | undefined;
}

export type LetterCase = 'upper' | 'lower';

const MARK = {
  upper: /(^|\s)(?:(#[!$]?|\*)\s?)?([A-H])\s?[.):/](\*)?\s*/gu,
  lower: /(^|\s)(?:(#[!$]?|\*)\s?)?([a-h])\s?[.)](\*)?\s+/gu,
};

interface Mark {
  letter: string;
  /** Whether a tab or some spaces part it from what stands before it, as columns are. */
  isApart: boolean;
  /** Of the letter, and of the text behind it. */
  start: number;
  end: number;
  sign: WrittenOption['sign'];
}

function marksIn(text: string, letters: LetterCase): Mark[] {
  return [...text.matchAll(MARK[letters])].map(
    ({ 0: whole, 1: before = '', 2: sign, 3: letter = '', 4: star, index }) => ({
      letter: letter.toUpperCase(),
      isApart: /\t|\s{2}/u.test(text.slice(Math.max(0, index - 1), index + before.length)),
      start: index + before.length,
      end: index + whole.length,
      sign: sign === '#$' ? 'wrong' : (sign ?? star) === undefined ? undefined : 'right',
    }),
  );
}

const nextOf = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 1);

/**
 * Where options begin in a line: each by the letter that follows the one before, or in a column of its own by any later
 * one, with some text between. In "B. C. Mác" the second letter is part of a name.
 */
function chain(marks: readonly Mark[], first: Mark, text: string): Mark[] {
  const chained = [first];
  for (const mark of marks.filter(({ start }) => start >= first.end)) {
    const last = chained.at(-1) ?? first;
    const follows = mark.letter === nextOf(last.letter) || (mark.isApart && mark.letter > last.letter);
    if (follows && text.slice(last.end, mark.start).trim() !== '') chained.push(mark);
  }
  return chained;
}

function optionFrom(line: Line, { letter, start, end, sign }: Mark, to: number): WrittenOption {
  const whole = sliceLine(line, end, to);
  const text = textOf(whole).trimEnd();
  // "B. Đúng *"
  const isStarred = text.endsWith('*');
  return {
    letter,
    label: sliceLine(line, start, end),
    lines: [isStarred ? sliceLine(whole, 0, text.length - 1) : whole],
    sign: isStarred ? 'right' : sign,
  };
}

/** Options of a line, and what stands before them. */
export interface OptionsOfLine {
  before: Line;
  options: WrittenOption[];
}

function split(line: Line, marks: readonly Mark[]): OptionsOfLine {
  const [first] = marks;
  return {
    before: sliceLine(line, 0, first?.start ?? Infinity),
    options: marks.map((mark, index) => optionFrom(line, mark, marks[index + 1]?.start ?? Infinity)),
  };
}

/**
 * The options that a line consists of; undefined: it begins with none. Where the next line goes on with a letter, only a
 * column of its own has that one or a later one here.
 */
export function optionsOf(line: Line, letters: LetterCase, next?: string): OptionsOfLine | undefined {
  const text = textOf(line);
  const marks = marksIn(text, letters).filter(
    ({ letter, isApart }) => next === undefined || isApart || letter < next,
  );
  const [first] = marks;
  if (!first || text.slice(0, first.start).trim() !== '') return undefined;
  return split(line, chain(marks, first, text));
}

/**
 * Options read so far, the last of them from a line, once it is known which letter the next line begins with: where they
 * have that one already, it was a name. "C. Ông D. có lỗi" is one option where "D. …" stands below it.
 */
export function withoutNames(options: WrittenOption[], line: Line | undefined, next = ''): WrittenOption[] {
  const count = (line && optionsOf(line, 'upper')?.options.length) ?? 0;
  const isTwice = options.slice(options.length - count + 1).some(({ letter }) => letter >= next);
  const others = line && count > 1 && isTwice ? optionsOf(line, 'upper', next)?.options : undefined;
  return others ? [...options.slice(0, -count), ...others] : options;
}

/** Options behind a stem on its own line: from A on, and two at the least. */
export function optionsBehind(line: Line): OptionsOfLine | undefined {
  const text = textOf(line);
  const marks = marksIn(text, 'upper');
  const first = marks.find(({ letter, start }) => letter === 'A' && text.slice(0, start).trim() !== '');
  const chained = first ? chain(marks, first, text) : [];
  return chained.length >= 2 ? split(line, chained) : undefined;
}

export const textOfLines = (lines: readonly Line[]): string =>
  lines
    .filter((line) => !isBlank(line))
    .map((line) => textOf(line).replace(/\s+/gu, ' ').trim())
    .join('\n');
