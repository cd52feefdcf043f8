import type { LoggedAnswer } from '@chuyen-de/contracts';
import { isBlank, isSameResponse } from '@chuyen-de/question-types';
import type { Clock } from '../kernel/clock.ts';
import { isOver, readAnswers, toStored, type AnswerFault, type PaperAnswer } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import type { OnTime } from './keep-time.ts';
import { judgeUnder, markByRule, type FractionOf } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { keyShutUntil } from './settling.rules.ts';
import { stepsAt, triesLeft } from './tries.rules.ts';

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
      code:
        | 'check_not_offered'
        | 'nothing_to_check'
        | 'answer_outdated'
        | 'answer_tried'
        | 'exam_paused'
        | 'question_in_exam';
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

/** Whether what is asked was told already: the answer stands, or is the one that was checked last, or before a later one. */
function isTold(
  attempt: Attempt,
  { slot, seq, response }: Pick<PaperAnswer, 'slot' | 'seq' | 'response'>,
): boolean {
  const steps = stepsAt(attempt, slot);
  const last = steps.at(-1);
  if (!last) return false;
  const isKnown = triesLeft(attempt, slot) === 0 || steps.some((step) => step.seq === seq);
  return isKnown || isSameResponse(last.response, response);
}

/** The answer to check: the one that was sent, or is stored under its number; or why it is none. */
function answerIn(attempt: Attempt, answer: PaperAnswer): PaperAnswer | CheckRefusal {
  const known = attempt.answers[answer.slot];
  if (known && known.seq > answer.seq) return { code: 'answer_outdated' };
  const checked = known?.seq === answer.seq ? { ...answer, ...known } : answer;
  if (isBlank(checked.response)) return { code: 'nothing_to_check' };
  // It would cost a try, and tell nothing new.
  const steps = stepsAt(attempt, answer.slot);
  return steps.some(({ response }) => isSameResponse(response, checked.response))
    ? { code: 'answer_tried' }
    : checked;
}

/** The change that stores an answer, and that its device was there. */
const stored = (attempt: Attempt, answer: PaperAnswer, now: Date) => ({
  answers: { ...attempt.answers, [answer.slot]: toStored(answer, now, false) },
  devices: { ...attempt.devices, [attempt.device.id]: now },
});

/** What there is to do about an answer that was told already: it is kept, where it takes the place of one that was not checked. */
const keepTold = (attempt: Attempt, answer: PaperAnswer, now: Date) => {
  const isNewer = answer.seq > (attempt.answers[answer.slot]?.seq ?? 0);
  return triesLeft(attempt, answer.slot) > 0 && isNewer ? { set: stored(attempt, answer, now) } : {};
};

/** The change that stores an answer as checked, with those checked before, by how much of it is right now; undefined where a person has to tell. */
const makeStep =
  ({ questionsOf, fractionOf, rulingsOf }: Deps) =>
  async (attempt: Attempt, answer: PaperAnswer, now: Date) => {
    const { slot, seq, response } = answer;
    const places = attempt.paper.filter((place) => place.slot === slot);
    const [questions, rulings] = await Promise.all([questionsOf({ paper: places }), rulingsOf(attempt)]);
    const marking = { questions, fractionOf, rulings, at: now };
    const [place, question] = [places[0], questions.get(slot)];
    const steps = stepsAt(attempt, slot);
    const tried = steps.map((step) => step.response);
    const result = markByRule(places, { [slot]: { ...answer, tried } }, marking)[slot];
    if (!result || !place || !question) return undefined;
    const { points } = result;
    // Points are those of all tries, of which a correction may have made an earlier one right; what is told is of this one.
    const judged = judgeUnder(rulings.get(slot), { question, fractionOf, place })(response);
    const fraction = judged?.fraction ?? result.fraction;
    return {
      ...stored(attempt, answer, now),
      steps: { ...attempt.steps, [slot]: [...steps, { at: now, seq, response, fraction, points }] },
    };
  };

/**
 * Checks an answer: it is stored with what it came to, in one conditional update, and stands from then on, unless the exam
 * lets it be tried again: then another answer is a further try. However often and from wherever the same is asked again,
 * what was told is told.
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
      const [sent] = legible.answers;
      if (sent && isTold(attempt, sent))
        return { result: { ok: true, attempt, slot }, ...keepTold(attempt, sent, now) };
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
