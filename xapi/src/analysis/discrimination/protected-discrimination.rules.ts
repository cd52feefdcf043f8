import type { Draw } from '../figures/draw.ts';
import type { PlacedAnswer } from './answer-table.ts';
import { discriminationOf } from './discrimination.rules.ts';

/** People behind a protected figure, in multiples of the threshold: below that, chance alone makes it. */
const THRESHOLDS = 10;
/** Noise reaches as far as the part of so many people: whoever answers the other way moves the figure by one or two. */
const PEOPLE = 8;

export const leastFor = (threshold: number): number => threshold * THRESHOLDS;

/** Answers until so many people have come: what these answer later changes nothing any more. */
function ofFirst(answers: readonly PlacedAnswer[], most: number): readonly PlacedAnswer[] {
  const people = new Set<string>();
  const last = answers.findIndex(({ person }) => people.add(person).size === most);
  return answers.slice(0, last + 1);
}

interface Protection {
  threshold: number;
  draw: Draw;
}

const namesOf = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** What answers are told by, in one text: the noise is drawn by it, so that the same answers always have the same. */
const nameOf = (question: string, answers: readonly PlacedAnswer[]): string =>
  JSON.stringify([
    question,
    namesOf(answers.map(({ exam }) => exam)),
    namesOf(answers.flatMap(({ places }) => places)),
  ]);

/**
 * Discrimination for those who may not see people. It is told of the first 50, 100, 200 … people, so that it does not
 * move with each who comes, with noise of up to eight people's part: about as much as chance makes it vary anyway.
 * Undefined of fewer people.
 * @param answers in the order of storing, those that were voided too
 */
export function protectedDiscrimination(
  question: string,
  answers: readonly PlacedAnswer[],
  { threshold, draw }: Protection,
): { n: number; value: number } | undefined {
  const people = new Set(answers.map(({ person }) => person)).size;
  const least = leastFor(threshold);
  if (people < least) return undefined;
  const most = least * 2 ** Math.floor(Math.log2(people / least));
  const first = ofFirst(answers, most);
  const value = discriminationOf(first);
  if (value === undefined) return undefined;
  const name = nameOf(question, first);
  const noise = (((draw(`${name} ${most} discrimination`)[0] ?? 0) * 2 - 1) * PEOPLE) / most;
  return { n: most, value: Number(Math.min(1, Math.max(-1, value + noise)).toFixed(2)) };
}
