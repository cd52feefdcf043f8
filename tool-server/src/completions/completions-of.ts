import { countingScore, type AttemptSummary } from '../exams/index.ts';
import { coursesOf, type Progress } from '../learning/index.ts';
import type { Completion } from './completion.model.ts';

type Scored = Pick<AttemptSummary, 'score' | 'passMark' | 'grading' | 'closedAt'>;

/**
 * Since when somebody has passed an exam: the end of the attempt since which the score that counts is one that passes,
 * by the terms of the newest; undefined where it is none now.
 * @param attempts those that count, in the order of their numbers
 */
export function passedSince(attempts: readonly Scored[]): Date | undefined {
  const marked = attempts.flatMap(({ score, closedAt, ...terms }) =>
    score ? [{ ...terms, score, closedAt }] : [],
  );
  const grading = marked.at(-1)?.grading ?? 'highest';
  let since: Date | undefined;
  for (let count = marked.length; count > 0; count--) {
    if (!countingScore(marked.slice(0, count), grading)?.passed) break;
    since = marked[count - 1]?.closedAt;
  }
  return since;
}

/** What somebody has completed by reading a topic through, in each course in which they read it. */
export function completionsOfReading(progress: Progress): Completion[] {
  const { personId, platformId, topicCode: code, completedAt: at, change: stand } = progress;
  if (!at) return [];
  return coursesOf(progress).map((contextId) => ({
    _id: `${personId} topic:${code} ${contextId}`,
    personId,
    platformId,
    kind: 'topic',
    code,
    contextId,
    at,
    stand,
  }));
}
