import type { ExamFile, Score } from '@chuyen-de/contracts';
import type { PaperSlot } from './draw.rules.ts';
import { QUESTION_TYPES } from './responses.rules.ts';

type Grading = ExamFile['grading'];

/** Right answers of one topic in a paper. */
export interface TopicScore {
  topic: string;
  right: number;
  count: number;
}

/** What was chosen, by slot. */
type Responses = Record<number, { selected: string[] } | undefined>;
/** The key of each slot. */
type Keys = ReadonlyMap<number, readonly string[]>;

/**
 * A score on the scale 0–10 with one decimal, halves upwards. Whether it passes is decided by the rounded
 * value, so that nobody reads "5,0" beside "not passed" at a pass mark of 5.
 */
export function scoreOf(given: number, maximum: number, passMark: number): Score {
  // Multiplied before dividing: 100 · given / maximum is exact wherever it lies on a half.
  const outOfTen = maximum === 0 ? 0 : Math.round((100 * given) / maximum) / 10;
  return { given, maximum, outOfTen, passed: outOfTen >= passMark };
}

export const pointsOf = ({ slot, type }: PaperSlot, responses: Responses, keys: Keys): number => {
  const response = responses[slot];
  const key = keys.get(slot);
  if (!key) throw new Error(`slot ${slot} has no key`);
  return response ? QUESTION_TYPES[type].points(response, key) : 0;
};

/** Scores a paper: one point for each question, topics in the order in which the paper meets them. */
export function scorePaper(
  paper: readonly PaperSlot[],
  responses: Responses,
  keys: Keys,
  passMark: number,
): { score: Score; topicsScore: TopicScore[] } {
  const topics = new Map<string, TopicScore>();
  for (const slot of paper) {
    const topic = topics.get(slot.topic) ?? { topic: slot.topic, right: 0, count: 0 };
    topic.right += pointsOf(slot, responses, keys);
    topic.count += 1;
    topics.set(slot.topic, topic);
  }
  const topicsScore = [...topics.values()];
  const given = topicsScore.reduce((sum, { right }) => sum + right, 0);
  return { score: scoreOf(given, paper.length, passMark), topicsScore };
}

/** How many slots hold an answer. */
export const answeredCount = (paper: readonly PaperSlot[], responses: Responses): number =>
  paper.filter(({ slot, type }) => {
    const response = responses[slot];
    return response !== undefined && QUESTION_TYPES[type].answers(response);
  }).length;

const share = ({ given, maximum }: Score): number => (maximum === 0 ? 0 : given / maximum);

/**
 * The score that counts among the ended attempts of one person, in the order of their numbers. Papers may
 * differ in length after a new version of the exam, so attempts compare by their share of the maximum; an
 * average takes maximum and pass mark from the newest attempt.
 */
export function countingScore(
  ended: readonly { score: Score; passMark: number }[],
  grading: Grading,
): Score | undefined {
  const [first, last] = [ended[0], ended.at(-1)];
  if (!first || !last) return undefined;
  switch (grading) {
    case 'first':
      return first.score;
    case 'last':
      return last.score;
    case 'highest':
      return ended.reduce((best, { score }) => (share(score) > share(best) ? score : best), first.score);
    case 'average': {
      const mean = ended.reduce((sum, { score }) => sum + share(score), 0) / ended.length;
      const given = Math.round(mean * last.score.maximum * 1000) / 1000;
      return scoreOf(given, last.score.maximum, last.passMark);
    }
  }
}
