import type { AttemptProgress, AttemptSummary } from './attempt-summary.model.ts';
import type { Attempt } from './attempt.model.ts';
import { questionOfKey } from './results.rules.ts';
import { answeredCount } from './scoring.rules.ts';

function lateSecondsOf({ answers, dueAt }: Pick<Attempt, 'answers' | 'dueAt'>): number {
  const arrivals = Object.values(answers).flatMap(({ late, savedAt }) => (late ? [savedAt.getTime()] : []));
  return arrivals.length === 0 ? 0 : Math.ceil((Math.max(...arrivals) - dueAt.getTime()) / 1_000);
}

/** How far somebody has come with an attempt, as its answers say. */
export function progressOf(
  attempt: Pick<Attempt, 'answers' | 'dueAt' | 'paper' | 'replayedLate'>,
): AttemptProgress {
  const saves = Object.values(attempt.answers).map(({ savedAt }) => savedAt.getTime());
  return {
    ...(saves.length > 0 && { lastSavedAt: new Date(Math.max(...saves)) }),
    answered: answeredCount(attempt.paper, attempt.answers),
    replayedLate: attempt.replayedLate,
    lateSeconds: lateSecondsOf(attempt),
  };
}

/** The summary of an attempt: of equal attempts equal summaries, whether kept or made again. */
export const summaryOf = (attempt: Attempt): AttemptSummary => ({
  _id: attempt._id,
  linkId: attempt.linkId,
  personId: attempt.personId,
  examCode: attempt.examCode,
  number: attempt.number,
  state: attempt.state,
  grading: attempt.exam.grading,
  passMark: attempt.exam.passMark,
  startedAt: attempt.startedAt,
  questionCount: attempt.paper.length,
  ...(attempt.sitting && { sitting: { id: attempt.sitting.id, name: attempt.sitting.name } }),
  ...(attempt.closedAt && { closedAt: attempt.closedAt }),
  ...(attempt.closedBy && { closedBy: attempt.closedBy }),
  ...(attempt.score && { score: attempt.score }),
  ...(attempt.state !== 'open' && { progress: progressOf(attempt) }),
  ...(attempt.awaits?.length && { awaits: attempt.awaits.map(questionOfKey) }),
  ...(attempt.markedByHand?.length && { markedByHand: attempt.markedByHand.map(questionOfKey) }),
  change: attempt.change,
});
