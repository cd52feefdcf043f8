import type { Draft } from './draft.ts';
import { keyIn, keysOfTable, pairsIn, solutionIn, type NumberedKey, type Solution } from './keys.ts';
import {
  answerIn,
  essayNoteIn,
  isEnd,
  isEssayPart,
  isKeyHeading,
  isSolutionHeading,
  labelIn,
  levelIn,
  partIn,
  solutionAt,
  type Label,
} from './labels.ts';
import { isBlank, sliceLine, textOf, type Block, type Line } from './line.ts';
import { optionsBehind, optionsOf, withoutNames, type OptionsOfLine } from './options.ts';
import { linesOfTable } from './table-lines.ts';

export interface Gathered {
  drafts: Draft[];
  keys: NumberedKey[];
  solutions: (Solution & { lines: Line[] })[];
  /** What belongs to no question, after the first one. */
  outside: Line[];
}

/** A text that several questions have in common. */
const SHARED =
  /^\s*(?:đọc|dựa|căn cứ|sử dụng|read|use)\s.{0,200}(?:câu|questions?)\s+(?:hỏi\s+)?(?:từ\s+)?\d/iu;
/** As many numbers may be missing between two questions without a word before them. */
const MOST_SKIPPED = 3;
/** So many keys in a line, or a table, before the end of the questions are some. */
const LEAST_KEYS = 3;

/** What was read so far, and where in the file it was. */
interface State extends Gathered {
  isBeyondEnd: boolean;
  part: string | undefined;
  isNewPart: boolean;
  isAfterBlank: boolean;
  /** The number of the next label in the file. */
  numberAhead: number | undefined;
  /** Whether a number alone begins a question: where no question has a word before its own. */
  isBare: boolean;
}

const current = ({ drafts }: State): Draft | undefined => drafts.at(-1);

/** Whether a number alone is one of a question: the next, or the first of a part; lists in a stem begin anew. */
function isNextNumber(state: State, number: number): boolean {
  const last = current(state);
  if (!state.isBare) return false;
  if (!last || state.isNewPart) return number === 1 || !last;
  const isWhole = last.options.length >= 2 || last.stated !== undefined || last.isEssay;
  return (
    number === last.number + 1 || (isWhole && number > last.number && number <= last.number + MOST_SKIPPED)
  );
}

function begin(state: State, line: Line, label: Label): void {
  const labelled = sliceLine(line, label.length);
  const level = levelIn(textOf(labelled));
  const noted = sliceLine(labelled, level?.length ?? 0);
  const note = essayNoteIn(textOf(noted));
  const rest = note > 0 ? sliceLine(noted, note) : noted;
  const isEssay = note > 0 || isEssayPart(state.part);
  const behind = isEssay ? undefined : optionsBehind(rest);
  state.drafts.push({
    at: line.at,
    number: label.number,
    label: label.text,
    part: state.part,
    level: level?.level,
    isEssay,
    stem: [{ ...(behind?.before ?? rest), losses: line.losses }],
    options: behind?.options ?? [],
    optionsIn: undefined,
    small: [],
    stated: undefined,
    solution: undefined,
  });
  state.isNewPart = false;
}

/** Options of a line that go on with those of a question; undefined: they are words of something else. */
function optionsFor(draft: Draft, line: Line, letters: 'upper' | 'lower'): OptionsOfLine | undefined {
  const found = optionsOf(line, letters);
  const isFirst = draft.options.length === 0 || (letters === 'upper' && draft.small.length > 0);
  // "C. Mác" begins a line of a stem as well as an option does.
  return found && (!isFirst || found.options[0]?.letter === 'A') ? found : undefined;
}

function takeOptions(draft: Draft, line: Line): boolean {
  if (draft.isEssay) return false;
  const upper = optionsFor(draft, line, 'upper');
  if (upper) {
    // What has small letters before capital ones was part of the stem.
    if (draft.small.length > 0) draft.stem.push(...draft.small);
    const sofar = draft.small.length > 0 ? [] : draft.options;
    draft.options = [...withoutNames(sofar, draft.optionsIn, upper.options[0]?.letter), ...upper.options];
    draft.optionsIn = line;
    draft.small = [];
    return true;
  }
  const lower =
    draft.options.length === 0 || draft.small.length > 0 ? optionsFor(draft, line, 'lower') : undefined;
  if (!lower) return false;
  draft.options.push(...lower.options);
  draft.small.push(line);
  return true;
}

/** What is said of the key behind a question, and its solution. */
function takeAnswer(draft: Draft, line: Line): boolean {
  const text = textOf(line);
  const said = answerIn(text);
  const key = said === undefined ? undefined : keyIn(said, line.at);
  if (said !== undefined && (key ?? (draft.options.length === 0 && said !== ''))) {
    draft.stated = key ?? { at: line.at, letters: [], truths: [], text: said };
    return true;
  }
  const from = solutionAt(text);
  if (from < 0) return false;
  draft.solution = [sliceLine(line, from)];
  return true;
}

function goOn(state: State, draft: Draft, line: Line): void {
  const text = textOf(line);
  const isOver = draft.options.length >= 2 || draft.stated !== undefined;
  if (draft.solution) draft.solution.push(line);
  else if (isOver && (state.isAfterBlank || SHARED.test(text) || draft.stated)) state.outside.push(line);
  else {
    if (draft.small.length > 0) draft.small.push(line);
    (draft.options.at(-1)?.lines ?? draft.stem).push(line);
    draft.optionsIn = undefined;
  }
}

/** Whether a line is the heading of a part; Roman numbers also count statements within a stem. */
function isHeading(text: string, draft: Draft | undefined): boolean {
  if (partIn(text) === undefined) return false;
  const isWord = !/^\s*[IVX]+\s*[.)/–-]/u.test(text);
  return isWord || !draft || draft.options.length >= 2 || draft.stated !== undefined || draft.isEssay;
}

/** Whether a heading opens the solution of the question above it: then the next question follows, or none. */
function isOwnSolution(state: State, text: string): boolean {
  const next = state.numberAhead;
  return isSolutionHeading(text) && (next === undefined || next === (current(state)?.number ?? 0) + 1);
}

function takeInQuestions(state: State, line: Line): void {
  const text = textOf(line);
  const draft = current(state);
  if (isEnd(text) || (isKeyHeading(text) && !isOwnSolution(state, text))) {
    state.isBeyondEnd = state.drafts.length > 0;
    return;
  }
  const keys = pairsIn(answerIn(text) ?? text, line.at);
  if (draft && keys && keys.length >= LEAST_KEYS) {
    state.keys.push(...keys);
    return;
  }
  if (isHeading(text, draft)) {
    state.part = partIn(text);
    state.isNewPart = true;
    return;
  }
  const label = labelIn(text, (number) => isNextNumber(state, number));
  if (label) begin(state, line, label);
  else if (
    draft &&
    !state.isNewPart &&
    !takeAnswer(draft, line) &&
    !(draft.solution === undefined && takeOptions(draft, line))
  )
    goOn(state, draft, line);
}

function takeBeyondEnd(state: State, line: Line): void {
  const text = textOf(line);
  const pairs = pairsIn(text, line.at);
  const solution = pairs ? undefined : solutionIn(line);
  if (pairs) state.keys.push(...pairs);
  else if (solution) state.solutions.push({ ...solution, lines: [solution.rest] });
  else if (!isKeyHeading(text) && !isEnd(text) && partIn(text) === undefined) addToSolution(state, line);
}

/** A solution may say its key on the line behind its number. */
function addToSolution({ solutions }: State, line: Line): void {
  const last = solutions.at(-1);
  if (!last) return;
  const said = answerIn(textOf(line));
  const key = said === undefined ? undefined : keyIn(said, line.at);
  if (key && !last.key) last.key = key;
  else {
    const from = solutionAt(textOf(line));
    last.lines.push(from > 0 ? sliceLine(line, from) : line);
  }
}

function takeTable(state: State, table: Exclude<Block, { line: Line }>): void {
  const keys = keysOfTable(table);
  const draft = current(state);
  const isKeys =
    keys && (state.isBeyondEnd || (keys.length >= LEAST_KEYS && (draft?.options.length ?? 0) >= 2));
  if (isKeys) state.keys.push(...keys);
  else for (const line of linesOfTable(table)) takeLine(state, line);
}

function takeLine(state: State, line: Line): void {
  if (isBlank(line) && line.losses.length === 0) {
    state.isAfterBlank = true;
    return;
  }
  if (state.isBeyondEnd) takeBeyondEnd(state, line);
  else takeInQuestions(state, line);
  state.isAfterBlank = false;
}

const hasLabels = (blocks: readonly Block[]): boolean =>
  blocks
    .flatMap((block) => ('line' in block ? [block.line] : block.rows.flat(2)))
    .some((line) => labelIn(textOf(line), () => false) !== undefined);

/** For each block the number of the first label behind it; a number alone may be one. */
function numbersBehind(blocks: readonly Block[]): (number | undefined)[] {
  let next: number | undefined;
  return blocks
    .toReversed()
    .map((block) => {
      const behind = next;
      if ('line' in block) next = labelIn(textOf(block.line), () => true)?.number ?? next;
      return behind;
    })
    .toReversed();
}

/** Gathers the questions of a paper, line by line, and the keys and solutions that stand behind them. */
export function gather(blocks: readonly Block[]): Gathered {
  const behind = numbersBehind(blocks);
  const state: State = {
    drafts: [],
    keys: [],
    solutions: [],
    outside: [],
    isBeyondEnd: false,
    part: undefined,
    isNewPart: false,
    isAfterBlank: false,
    isBare: !hasLabels(blocks),
    numberAhead: undefined,
  };
  for (const [index, block] of blocks.entries()) {
    state.numberAhead = behind[index];
    if ('line' in block) takeLine(state, block.line);
    else takeTable(state, block);
  }
  return state;
}
