import type { LoggedAnswer } from '@chuyen-de/contracts';
import type { Clock } from '../clock.ts';
import { answersFault, isOver, judgeAnswers, mergeAnswers, type SaveRefusal } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { isClosed, type Attempt, type ClosedAttempt } from './attempt.model.ts';
import type { CloseAttempt } from './close-attempt.ts';

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  clock: Clock;
}

interface Submission {
  attemptId: string;
  personId: string;
  device: string;
  answers: LoggedAnswer[];
}

type SubmitResult =
  | { ok: true; attempt: ClosedAttempt }
  | {
      ok: false;
      error: { code: 'attempt_not_found' } | NonNullable<ReturnType<typeof answersFault>> | SaveRefusal;
    };

/** An attempt with a change applied, as it will be once the change is stored. */
const changed = (attempt: Attempt, { set, owed = [] }: Omit<Decision<never>, 'result'>): ClosedAttempt => {
  const after = { ...attempt, ...set, owed: [...attempt.owed, ...owed] };
  if (!isClosed(after)) throw new Error('a closing change closes');
  return after;
};

/**
 * Ends an attempt with the last unsent answers. After the end of its time, or from a device that no longer
 * holds it, answers count as in a save; once it has ended, submitting again answers the same result.
 */
export const makeSubmitAttempt =
  ({ store, closeAttempt, clock }: Deps) =>
  ({ attemptId, personId, device, answers }: Submission): Promise<SubmitResult> =>
    store.decide(attemptId, async (attempt): Promise<Decision<SubmitResult>> => {
      if (attempt?.personId !== personId)
        return { result: { ok: false, error: { code: 'attempt_not_found' } } };
      if (isClosed(attempt) && attempt.settled) return { result: { ok: true, attempt } };
      const fault = answersFault(attempt.paper, answers);
      if (fault) return { result: { ok: false, error: fault } };

      const now = clock.now();
      const over = isOver(attempt, now);
      const { accepted, late, refusal } = judgeAnswers(attempt, device, answers, now);
      const merged = mergeAnswers(attempt.answers, accepted, now, late);
      if (!over && refusal) {
        const refused: SubmitResult = { ok: false, error: refusal };
        return accepted.length > 0 ? { result: refused, set: { answers: merged } } : { result: refused };
      }
      const settled = device === attempt.device.id;
      if (isClosed(attempt) && accepted.length === 0)
        return { result: { ok: true, attempt: { ...attempt, settled } }, set: { settled } };
      const end = { answers: merged, closedBy: over ? 'time' : 'learner', settled, now } as const;
      const change = await closeAttempt(attempt, end);
      return { result: { ok: true, attempt: changed(attempt, change) }, ...change };
    });
