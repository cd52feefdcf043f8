import type { LoggedAnswer } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import {
  isOver,
  judgeAnswers,
  readAnswers,
  withArrival,
  type AnswerFault,
  type SaveRefusal,
} from './answers.rules.ts';
import type { AttemptStore, Beside, Decision } from './attempt-store.ts';
import { isEnded, isSettled, notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { CloseAttempt } from './close-attempt.ts';
import type { OnTime } from './keep-time.ts';

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  onTime: OnTime;
  /** Whether it is limited how often somebody may sit an exam. */
  isLimited: (examCode: string) => Promise<boolean>;
  clock: Clock;
}

interface Submission {
  attemptId: string;
  personId: string;
  device: string;
  /** Where they come from: what else they made there is read with the attempt, which mostly is of there. */
  cameBy?: ExamPlace | undefined;
  answers: LoggedAnswer[];
}

type SubmitResult =
  | { ok: true; attempt: EndedAttempt; beside: Beside }
  | {
      ok: false;
      error: NotTheirs | AnswerFault | SaveRefusal;
    };

/** An attempt with a change applied, as it will be once the change is stored. */
const changed = (attempt: Attempt, { set, owed = [] }: Omit<Decision<never>, 'result'>): EndedAttempt => {
  const after = { ...attempt, ...set, owed: [...attempt.owed, ...owed] };
  if (!isEnded(after)) throw new Error('a closing change closes');
  return after;
};

/**
 * Ends an attempt with the last unsent answers. After the end of its time, or from a device that no longer
 * holds it, answers count as in a save; once it has ended, submitting again answers the same result.
 */
export const makeSubmitAttempt =
  ({ store, closeAttempt, onTime, isLimited, clock }: Deps) =>
  async ({ attemptId, personId, device, cameBy, answers: logged }: Submission): Promise<SubmitResult> => {
    const taker = cameBy && (await isLimited(cameBy.examCode)) ? { personId, ...cameBy } : undefined;
    const which = { attemptId, personId, taker };
    return store.decideBeside(which, async ({ attempt: read, beside }): Promise<Decision<SubmitResult>> => {
      const attempt = await onTime(read);
      const refusal = notTheirs(attempt, personId);
      if (!attempt || refusal)
        return { result: { ok: false, error: refusal ?? { code: 'attempt_not_found' } } };
      if (isEnded(attempt) && (attempt.answersFinal || isSettled(attempt)))
        return { result: { ok: true, attempt, beside } };
      const legible = readAnswers(attempt.paper, logged);
      if (!legible.ok) return { result: legible };
      const { answers } = legible;

      const now = clock.now();
      const over = isOver(attempt, now);
      const arrival = { device, by: 'submission', answers, now } as const;
      const { accepted, late, final, refusal: stop } = judgeAnswers(attempt, arrival);
      const arrived =
        accepted.length > 0 ? withArrival(attempt, { ...arrival, answers: accepted }, late) : undefined;
      if (!over && stop) {
        const refused: SubmitResult = { ok: false, error: stop };
        return arrived ? { result: refused, set: arrived } : { result: refused };
      }
      // Another device than the one that holds it ends nothing that time has not ended.
      if (isEnded(attempt) && !arrived && !final) return { result: { ok: true, attempt, beside } };
      const closedBy = over ? 'time' : 'learner';
      const change = await closeAttempt(attempt, {
        ...(arrived && { arrived }),
        closedBy,
        answersFinal: final,
        now,
        beside,
      });
      return { result: { ok: true, attempt: changed(attempt, change), beside }, ...change };
    });
  };
