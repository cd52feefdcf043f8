import type { BlueprintRow, FixedQuestion, Level, QuestionType } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import { randomFrom, shuffled, shuffleNumbers, type Random } from './random.rules.ts';

/** A question that was drawn, before it is known which one it is: those of a topic and level are in the order of their codes. */
interface DrawnPlace {
  topic: string;
  level: Level;
  /** Counted from 0. */
  place: number;
}

/** A question that was drawn, before anything of its content is known. */
export interface DrawnQuestion {
  code: string;
  revision: number;
  topic: string;
  level: Level;
}

/** A question that every paper of an exam has. */
export interface FixedPlace extends DrawnQuestion {
  points?: number | undefined;
  /** It has gone out of force since it was fixed, and is asked as it was last: no draw meets it. */
  retired?: true;
  /** A person marks it: no draw brings it. */
  undrawn?: true;
}

/** A place in a paper: the revision drawn, and the order in which its parts are shown. */
export interface PaperSlot {
  slot: number;
  question: string;
  revision: number;
  topic: string;
  level: Level;
  type: QuestionType;
  optionOrder: string[];
  /** What it is worth; absent: one point. */
  points?: number;
  /** What an answer earns goes by how certain its learner is. */
  certainty?: true;
  /** An answer may be tried several times, each of which but the first costs so much, in per cent of what it is worth. */
  penalty?: number;
}

export interface DrawSettings {
  blueprint: BlueprintRow[];
  fixed?: FixedQuestion[] | undefined;
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
}

export interface BlueprintShort {
  ok: false;
  error: { code: 'blueprint_short'; topic: string; level: Level; wanted: number; found: number };
}

/**
 * What was drawn, row by row, and the random numbers that the paper is shuffled by. Of a cell that has fixed questions
 * more is drawn than its row wants, by as many: they may be among what was drawn, and are left out then.
 */
type Drawing = { ok: true; places: DrawnPlace[]; random: Random } | BlueprintShort;

function placesOf(size: number): Uint32Array {
  const places = new Uint32Array(size);
  for (let place = 1; place < size; place++) places[place] = place;
  return places;
}

const cellOf = ({ topic, level }: Pick<DrawnPlace, 'topic' | 'level'>): string => `${topic} ${level}`;

/** How many of the fixed questions a draw from a topic and level may bring. */
export const spareOf = (row: Pick<DrawnPlace, 'topic' | 'level'>, fixed: readonly FixedPlace[]): number =>
  fixed.filter((each) => !each.retired && !each.undrawn && cellOf(each) === cellOf(row)).length;

/** A blueprint with one row for each topic and level. */
export const withoutTwins = (blueprint: readonly BlueprintRow[]): BlueprintRow[] => {
  const rows = new Map<string, BlueprintRow>();
  for (const row of blueprint) {
    const twin = rows.get(cellOf(row));
    rows.set(cellOf(row), twin ? { ...twin, count: twin.count + row.count } : row);
  }
  return [...rows.values()];
};

/**
 * Draws the questions of a paper: for each row of the blueprint that many different ones, every choice equally
 * likely. The same settings, sizes and seed give the same places, for ever: this is why all places are shuffled,
 * though a few are taken.
 * @param sizeOf how many questions there are of a row's topic and level
 * @param fixed the questions that the paper has anyway
 */
export function drawPlaces(
  { blueprint }: Pick<DrawSettings, 'blueprint'>,
  { sizeOf, fixed }: { sizeOf: (row: BlueprintRow) => number; fixed: readonly FixedPlace[] },
  seed: string,
): Drawing {
  const random = randomFrom(seed);
  const left = new Map<string, Uint32Array>();
  const drawn: DrawnPlace[] = [];
  for (const row of blueprint) {
    const { topic, level, count } = row;
    const cell = cellOf({ topic, level });
    const spare = spareOf(row, fixed);
    const places = left.get(cell) ?? placesOf(sizeOf(row));
    if (places.length < count + spare) {
      const found = Math.max(0, places.length - spare);
      return { ok: false, error: { code: 'blueprint_short', topic, level, wanted: count, found } };
    }
    shuffleNumbers(places, random);
    for (const place of places.subarray(0, count + spare)) drawn.push({ topic, level, place });
    left.set(cell, places.subarray(count + spare));
  }
  return { ok: true, places: drawn, random };
}

/** What was drawn, each with what its row says that it is worth. A blueprint has one row for each topic and level at the most. */
const withPoints = (
  blueprint: readonly BlueprintRow[],
  drawn: readonly DrawnQuestion[],
): (DrawnQuestion & { points?: number | undefined })[] =>
  drawn.map((each) => ({ ...each, points: blueprint.find((row) => cellOf(row) === cellOf(each))?.points }));

/** What a paper asks: its fixed questions, and of what was drawn as many others as the rows want. */
function asked(
  blueprint: readonly BlueprintRow[],
  drawn: readonly DrawnQuestion[],
  fixed: readonly FixedPlace[],
): (DrawnQuestion & { points?: number | undefined })[] {
  if (fixed.length === 0) return withPoints(blueprint, drawn);
  const taken = new Set(fixed.map(({ code }) => code));
  const chosen = blueprint.flatMap((row) => {
    const others = drawn.filter((each) => cellOf(each) === cellOf(row) && !taken.has(each.code));
    const ofRow = others.slice(0, row.count);
    for (const { code } of ofRow) taken.add(code);
    return ofRow;
  });
  return [...fixed, ...withPoints(blueprint, chosen)];
}

/** The order of a question's parts in a paper. What has to be found is not there to be read. */
function orderOf(question: QuestionContent, shuffles: boolean, random: Random): string[] {
  const type = typeOf(question.type);
  const written = type.parts(question);
  const order = shuffles || type.orderTells ? shuffled(written, random) : written;
  const isWritten = order.every((part, index) => part === written[index]);
  return type.orderTells && isWritten ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

/**
 * Lays out the paper of a drawing: without shuffling the fixed questions come first, then the rows of the blueprint.
 * @param drawn the questions at the places drawn
 * @param questionOf the content of a question
 */
export function layOutPaper(
  { blueprint, shuffleQuestions, shuffleOptions }: DrawSettings,
  { drawn, fixed, random }: { drawn: readonly DrawnQuestion[]; fixed: readonly FixedPlace[]; random: Random },
  questionOf: (drawn: DrawnQuestion) => QuestionContent,
): PaperSlot[] {
  const questions = asked(blueprint, drawn, fixed);
  const ordered = shuffleQuestions ? shuffled(questions, random) : questions;
  return ordered.map((each, index) => {
    const { code, revision, topic, level, points } = each;
    const question = questionOf(each);
    const { type } = question;
    const optionOrder = orderOf(question, shuffleOptions, random);
    const place = { slot: index + 1, question: code, revision, topic, level, type, optionOrder };
    return points === undefined ? place : { ...place, points };
  });
}

/** Which of the fixed papers an attempt gets: by its seed, among those that its learner has had least often. */
export function choosePaperCode(
  codes: readonly string[],
  had: readonly string[],
  seed: string,
): string | undefined {
  const times = (code: string): number => had.filter((each) => each === code).length;
  const fewest = Math.min(...codes.map(times));
  const left = codes.filter((code) => times(code) === fewest);
  return left.length === 0 ? undefined : left[randomFrom(seed).below(left.length)];
}
