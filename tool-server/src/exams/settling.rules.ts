import { replayUntil, takesAnswers } from './answers.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';

/** How soon to look again whether another attempt, which may end at any time, still stands in the way. */
const LOOK_AGAIN_MS = 30_000;

/** Of another attempt, all but its answers. */
export type OtherAttempt = Omit<Attempt, 'answers' | 'steps' | 'markings' | 'owed'>;

const sharesQuestion = (a: Pick<Attempt, 'paper'>, b: Pick<Attempt, 'paper'>): boolean => {
  const drawn = new Set(a.paper.map(({ question }) => question));
  return b.paper.some(({ question }) => drawn.has(question));
};

const latest = (dates: readonly Date[]): Date | undefined =>
  dates.length === 0 ? undefined : new Date(Math.max(...dates.map((date) => date.getTime())));

/** Attempts of the same person, at whatever exam or link, where the key of this one could still be used. */
const usableIn = (attempt: Attempt, others: readonly OtherAttempt[], now: Date): OtherAttempt[] =>
  others.filter(
    (other) =>
      other._id !== attempt._id && takesAnswers(other as Attempt, now) && sharesQuestion(attempt, other),
  );

/** Until when, at the latest, the key of an attempt stays shut for what else its learner has under way. */
export const keyShutUntil = (
  attempt: Attempt,
  others: readonly OtherAttempt[],
  now: Date,
): Date | undefined => latest(usableIn(attempt, others, now).map(replayUntil));

/**
 * Until when, at the latest, nobody may learn the score of an ended attempt: as long as answers to it may come, or
 * to another one that shares a question and began before this one ended. What began later began with the score
 * known.
 */
export function scoreShutUntil(
  attempt: EndedAttempt,
  others: readonly OtherAttempt[],
  now: Date,
): Date | undefined {
  const own = takesAnswers(attempt, now) ? [replayUntil(attempt)] : [];
  const beside = usableIn(attempt, others, now).filter(({ startedAt }) => startedAt <= attempt.closedAt);
  return latest([...own, ...beside.map(replayUntil)]);
}

/** When to look whether an ended attempt can be settled; undefined: now. */
export function nextLook(
  attempt: EndedAttempt,
  others: readonly OtherAttempt[],
  now: Date,
): Date | undefined {
  const until = scoreShutUntil(attempt, others, now);
  if (!until || takesAnswers(attempt, now)) return until && replayUntil(attempt);
  return new Date(Math.min(until.getTime(), now.getTime() + LOOK_AGAIN_MS));
}

/** When an attempt that can be settled now was settled, whoever noticed and when. */
export const settledAtOf = (attempt: EndedAttempt, now: Date): Date =>
  attempt.answersFinal ? now : replayUntil(attempt);
