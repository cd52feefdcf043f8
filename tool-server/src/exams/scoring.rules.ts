import type { ExamFile, Score } from '@chuyen-de/contracts';
import { isBlank, isRight, type QuestionResponse } from '@chuyen-de/question-types';
import type { PaperSlot } from './draw.rules.ts';
import type { SlotResults } from './results.rules.ts';

type Grading = ExamFile['grading'];

/** Answers of one topic in a paper that are right as a whole. */
export interface TopicScore {
  topic: string;
  right: number;
  count: number;
}

/** What was answered, by slot. */
type Answers = Record<number, { response: QuestionResponse } | undefined>;

/**
 * A score on the scale 0–10 with one decimal, halves upwards. Whether it passes is decided by the rounded
 * value, so that nobody reads "5,0" beside "not passed" at a pass mark of 5.
 */
export function scoreOf(given: number, maximum: number, passMark: number): Score {
  // Multiplied before dividing: 100 · given / maximum is exact wherever it lies on a half.
  const outOfTen = maximum === 0 ? 0 : Math.round((100 * given) / maximum) / 10;
  return { given, maximum, outOfTen, passed: outOfTen >= passMark };
}

/** The scale of marks: of what people read, of pass marks, of what gradebooks are sent. */
const SCALE = 10;

/** A mark on 0–10 as a share of the scale, exact in decimals: 6.6 / 10 would be 0.6599999999999999. */
export const scaledMark = (mark: number): number => Math.round(mark * 100) / (100 * SCALE);

/**
 * A score as everybody outside is told it, gradebook and record store alike: the mark that people read, by
 * which passing is decided. The points it comes from would say another number: 20 of 30 are 6.666… of 10.
 */
export const reportedScore = ({ outOfTen }: Score): { given: number; maximum: number; scaled: number } => ({
  given: outOfTen,
  maximum: SCALE,
  scaled: scaledMark(outOfTen),
});

/** Thirds of points add up to whole ones, which sums of decimals would miss. */
const total = (points: readonly number[]): number =>
  Math.round(points.reduce((sum, each) => sum + each, 0) * 1e6) / 1e6;

/** What the results of a paper come to as a whole; topics in the order in which the paper meets them. */
export function scorePaper(
  paper: readonly PaperSlot[],
  results: SlotResults,
  passMark: number,
): { score: Score; topicsScore: TopicScore[] } {
  const topics = new Map<string, TopicScore>();
  const all = paper.map(({ slot, topic: code }) => {
    const result = results[slot];
    if (!result) throw new Error(`slot ${slot} has no result`);
    const topic = topics.get(code) ?? { topic: code, right: 0, count: 0 };
    // A question that was left out of the exam afterwards counts for nobody.
    if (result.maximum > 0) {
      topic.right += isRight(result) ? 1 : 0;
      topic.count += 1;
    }
    topics.set(code, topic);
    return result;
  });
  // Whoever was certain of what was wrong may come to less than nothing, which no scale of marks has.
  const given = Math.max(0, total(all.map(({ points }) => points)));
  const maximum = total(all.map((result) => result.maximum));
  return { score: scoreOf(given, maximum, passMark), topicsScore: [...topics.values()] };
}

/** How many slots hold an answer. */
export const answeredCount = (paper: readonly PaperSlot[], answers: Answers): number =>
  paper.filter(({ slot }) => {
    const answer = answers[slot];
    return answer !== undefined && !isBlank(answer.response);
  }).length;

/**
 * The mean of marks, as whoever reads them would work it out: rounded to one decimal, halves upwards. Counted
 * in whole tenths, since sums of decimals stray from their half.
 */
function meanScore(scores: readonly Score[], maximum: number, passMark: number): Score {
  const tenths = scores.reduce((sum, { outOfTen }) => sum + Math.round(outOfTen * 10), 0) / scores.length;
  const outOfTen = Math.round(tenths) / 10;
  const given = Math.round(tenths * maximum * 10) / 1000;
  return { given, maximum, outOfTen, passed: outOfTen >= passMark };
}

/**
 * The score that counts among the ended attempts of one person, in the order of their numbers. Papers may
 * differ in length after a new version of the exam, so attempts compare by their mark; an average takes maximum
 * and pass mark from the newest attempt.
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
      return ended.reduce((best, { score }) => (score.outOfTen > best.outOfTen ? score : best), first.score);
    case 'average':
      return meanScore(
        ended.map(({ score }) => score),
        last.score.maximum,
        last.passMark,
      );
  }
}
