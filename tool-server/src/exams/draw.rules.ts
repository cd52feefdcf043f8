import type { BlueprintRow, Level, QuestionType } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import { randomFrom, shuffled, type Random } from './random.rules.ts';

/** A question that was drawn, before anything of its content is known. */
export interface DrawnQuestion {
  code: string;
  revision: number;
  topic: string;
  level: Level;
}

/** The questions of a topic and level that may be drawn, in the order of their codes. */
interface Candidates {
  size: number;
  at: (place: number) => { code: string; revision: number };
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

/** Questions in the order of their slots, and the random numbers that their parts are shuffled by. */
type Drawing = { ok: true; questions: DrawnQuestion[]; random: Random } | BlueprintShort;

/** Places of a pool in their order; of a large pool numbers alone are shuffled. */
const placesOf = (size: number): Uint32Array => Uint32Array.from({ length: size }, (_, place) => place);

/**
 * Draws the questions of a paper: for each row of the blueprint that many different ones, every choice equally
 * likely. The same settings, candidates and seed give the same questions, for ever.
 * @param candidatesOf the candidates of a row
 */
export function drawQuestions(
  settings: DrawSettings,
  candidatesOf: (row: BlueprintRow) => Candidates,
  seed: string,
): Drawing {
  const random = randomFrom(seed);
  const left = new Map<Candidates, Uint32Array>();
  const drawn: DrawnQuestion[] = [];
  for (const row of settings.blueprint) {
    const { topic, level, count } = row;
    const candidates = candidatesOf(row);
    const places = left.get(candidates) ?? placesOf(candidates.size);
    if (places.length < count) {
      const found = places.length;
      return { ok: false, error: { code: 'blueprint_short', topic, level, wanted: count, found } };
    }
    const mixed = shuffled(places, random);
    for (const place of mixed.subarray(0, count)) drawn.push({ ...candidates.at(place), topic, level });
    left.set(candidates, mixed.subarray(count));
  }
  return { ok: true, questions: settings.shuffleQuestions ? shuffled(drawn, random) : drawn, random };
}

/**
 * Lays out the paper of a drawing.
 * @param questionOf the content of a question that was drawn
 */
export const layOutPaper = (
  { shuffleOptions }: Pick<DrawSettings, 'shuffleOptions'>,
  { questions, random }: Extract<Drawing, { ok: true }>,
  questionOf: (drawn: DrawnQuestion) => QuestionContent,
): PaperSlot[] =>
  questions.map((drawn, index) => {
    const { code, revision, topic, level } = drawn;
    const question = questionOf(drawn);
    const { type } = question;
    const inOrder = typeOf(type).parts(question);
    const optionOrder = shuffleOptions ? shuffled(inOrder, random) : inOrder;
    return { slot: index + 1, question: code, revision, topic, level, type, optionOrder };
  });
