import type { LoggedAnswer } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types';
import type { Clock } from '../kernel/clock.ts';
import { isOver, readAnswers, toStored, type AnswerFault, type PaperAnswer } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import type { OnTime } from './keep-time.ts';
import { markByRule, type FractionOf } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { keyShutUntil } from './settling.rules.ts';

interface Deps {
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  fractionOf: FractionOf;
  rulingsOf: RulingsOf;
  onTime: OnTime;
  clock: Clock;
}

interface Check {
  attemptId: string;
  personId: string;
  device: string;
  answer: LoggedAnswer;
}

type CheckRefusal =
  | {
      code: 'check_not_offered' | 'nothing_to_check' | 'answer_outdated' | 'exam_paused' | 'question_in_exam';
    }
  | { code: 'attempt_closed'; closedAt: string }
  | { code: 'attempt_taken_over'; since: string };

type CheckResult =
  { ok: true; attempt: Attempt; slot: number } | { ok: false; error: NotTheirs | AnswerFault | CheckRefusal };

/** Why nothing can be checked by this device now, if it cannot. */
function refusalOf(attempt: Attempt, device: string, now: Date): CheckRefusal | undefined {
  if (attempt.exam.behaviour === undefined) return { code: 'check_not_offered' };
  const { closedAt = attempt.dueAt } = attempt;
  if (isOver(attempt, now)) return { code: 'attempt_closed', closedAt: closedAt.toISOString() };
  if (attempt.pausedAt) return { code: 'exam_paused' };
  if (attempt.device.id !== device)
    return { code: 'attempt_taken_over', since: attempt.device.since.toISOString() };
  return undefined;
}

/** The answer to check: the one that was sent, or is stored under its number; or why it is none. */
function answerIn(attempt: Attempt, answer: PaperAnswer): PaperAnswer | CheckRefusal {
  const stored = attempt.answers[answer.slot];
  if (stored && stored.seq > answer.seq) return { code: 'answer_outdated' };
  const checked = stored?.seq === answer.seq ? { ...answer, ...stored } : answer;
  return isBlank(checked.response) ? { code: 'nothing_to_check' } : checked;
}

/** The change that stores an answer as checked, by how much of it is right now; undefined where a person has to tell. */
const makeStep =
  ({ questionsOf, fractionOf, rulingsOf }: Deps) =>
  async (attempt: Attempt, answer: PaperAnswer, now: Date) => {
    const { slot, seq, response } = answer;
    const places = attempt.paper.filter((place) => place.slot === slot);
    const [questions, rulings] = await Promise.all([questionsOf({ paper: places }), rulingsOf(attempt)]);
    const marking = { questions, fractionOf, rulings, at: now };
    const result = markByRule(places, { [slot]: answer }, marking)[slot];
    if (!result) return undefined;
    const { fraction, points } = result;
    return {
      answers: { ...attempt.answers, [slot]: toStored(answer, now, false) },
      devices: { ...attempt.devices, [attempt.device.id]: now },
      steps: { ...attempt.steps, [slot]: [{ at: now, seq, response, fraction, points }] },
    };
  };

/**
 * Checks an answer, once: it is stored with what it came to, in one conditional update, and stands from then on.
 * However often and from wherever that is asked again, what was checked first is told.
 */
export const makeCheckAnswer = (deps: Deps) => {
  const { store, onTime, clock } = deps;
  const stepOf = makeStep(deps);
  return async ({ attemptId, personId, device, answer: logged }: Check): Promise<CheckResult> =>
    store.decide(attemptId, async (read): Promise<Decision<CheckResult>> => {
      const refused = (error: Extract<CheckResult, { ok: false }>['error']) => ({
        result: { ok: false as const, error },
      });
      const attempt = await onTime(read);
      const theirs = notTheirs(attempt, personId);
      if (!attempt || theirs) return refused(theirs ?? { code: 'attempt_not_found' });
      const now = clock.now();
      const refusal = refusalOf(attempt, device, now);
      if (refusal) return refused(refusal);
      const legible = readAnswers(attempt.paper, [logged]);
      if (!legible.ok) return refused(legible.error);
      const { slot } = logged;
      if (attempt.steps?.[slot]) return { result: { ok: true, attempt, slot } };
      const [sent] = legible.answers;
      const answer = sent ? answerIn(attempt, sent) : { code: 'nothing_to_check' as const };
      if ('code' in answer) return refused(answer);
      // What is told here is not to be used in another attempt that is under way.
      const asked = { ...attempt, paper: attempt.paper.filter((place) => place.slot === slot) };
      if (keyShutUntil(asked, await store.unsettledOf(personId), now))
        return refused({ code: 'question_in_exam' });
      const set = await stepOf(attempt, answer, now);
      if (!set) return refused({ code: 'check_not_offered' });
      return { result: { ok: true, attempt: { ...attempt, ...set }, slot }, set };
    });
};
