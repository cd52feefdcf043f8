import type { BlueprintRow, Level, QuestionType } from '@chuyen-de/contracts';
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
}

export interface DrawSettings {
  blueprint: BlueprintRow[];
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
}

export interface BlueprintShort {
  ok: false;
  error: { code: 'blueprint_short'; topic: string; level: Level; wanted: number; found: number };
}

/** What was drawn, in the order of the slots, and the random numbers that the parts of the questions are shuffled by. */
type Drawing = { ok: true; places: DrawnPlace[]; random: Random } | BlueprintShort;

function placesOf(size: number): Uint32Array {
  const places = new Uint32Array(size);
  for (let place = 1; place < size; place++) places[place] = place;
  return places;
}

/**
 * Draws the questions of a paper: for each row of the blueprint that many different ones, every choice equally
 * likely. The same settings, sizes and seed give the same places, for ever: this is why all places are shuffled,
 * though a few are taken.
 * @param sizeOf how many questions there are of a topic and level
 */
export function drawPlaces(
  settings: DrawSettings,
  sizeOf: (cell: Pick<BlueprintRow, 'topic' | 'level'>) => number,
  seed: string,
): Drawing {
  const random = randomFrom(seed);
  const left = new Map<string, Uint32Array>();
  const drawn: DrawnPlace[] = [];
  for (const { topic, level, count } of settings.blueprint) {
    const cell = `${topic} ${level}`;
    const places = left.get(cell) ?? placesOf(sizeOf({ topic, level }));
    if (places.length < count) {
      const found = places.length;
      return { ok: false, error: { code: 'blueprint_short', topic, level, wanted: count, found } };
    }
    shuffleNumbers(places, random);
    for (const place of places.subarray(0, count)) drawn.push({ topic, level, place });
    left.set(cell, places.subarray(count));
  }
  return { ok: true, places: settings.shuffleQuestions ? shuffled(drawn, random) : drawn, random };
}

/**
 * Lays out the paper of a drawing.
 * @param questions those at the places drawn
 * @param questionOf the content of a question that was drawn
 */
export const layOutPaper = (
  { blueprint, shuffleOptions }: Pick<DrawSettings, 'blueprint' | 'shuffleOptions'>,
  { questions, random }: { questions: readonly DrawnQuestion[]; random: Random },
  questionOf: (drawn: DrawnQuestion) => QuestionContent,
): PaperSlot[] =>
  questions.map((drawn, index) => {
    const { code, revision, topic, level } = drawn;
    const question = questionOf(drawn);
    const { type } = question;
    const inOrder = typeOf(type).parts(question);
    const optionOrder = shuffleOptions ? shuffled(inOrder, random) : inOrder;
    // A blueprint has one row for each topic and level at the most.
    const points = blueprint.find((row) => row.topic === topic && row.level === level)?.points;
    const place = { slot: index + 1, question: code, revision, topic, level, type, optionOrder };
    return points === undefined ? place : { ...place, points };
  });
