import type { LoggedAnswer } from '@chuyen-de/contracts';
import type { AuditEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import { loggedInOutage, newestBySlot, readAnswers, takesAnswers, withArrival } from './answers.rules.ts';
import { isMarked, isSettled } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import { markAttempt, withFormer, type CloseAttempt, type makePaperQuestions } from './close-attempt.ts';
import { remark } from './correct-attempt.ts';
import type { OnTime } from './keep-time.ts';
import { receiptOf } from './receipt.ts';
import { markByRule, type FractionOf, type SlotResults } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { answeredCount } from './scoring.rules.ts';
import { withTries } from './tries.rules.ts';

interface Deps {
  store: AttemptStore;
  onTime: OnTime;
  closeAttempt: CloseAttempt;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  fractionOf: FractionOf;
  rulingsOf: RulingsOf;
  clock: Clock;
}

/** Who takes what of a device in, and why. */
interface Taking {
  attemptId: string;
  /** The file that it came in. */
  file: string;
  device: string;
  answers: LoggedAnswer[];
  by: string;
  reason: string;
}

type TakeResult =
  | { ok: true; answers: number }
  | { ok: false; error: { code: 'sealed_log_not_late' } | { code: 'sealed_log_nothing_left' } };

type Change = Omit<Decision<never>, 'result'>;

const entryOf = (before: Attempt, after: Attempt, { by, reason, file }: Taking): AuditEntry => ({
  deed: 'late-answers-taken',
  by,
  linkId: before.linkId,
  subject: { kind: 'attempt', id: before._id, personId: before.personId },
  reason,
  before: { answered: answeredCount(before.paper, before.answers), score: before.score ?? null },
  after: { answered: answeredCount(after.paper, after.answers), file },
});

/** The results with those of the slots anew whose answers have changed: what a person had marked there, they mark again. */
async function markedAnew(
  attempt: EndedAttempt,
  slots: ReadonlySet<number>,
  now: Date,
  { questionsOf, rulingsOf, fractionOf }: Deps,
): Promise<SlotResults> {
  const [questions, rulings] = await Promise.all([questionsOf(attempt), rulingsOf(attempt)]);
  const anew = markByRule(attempt.paper, withTries(attempt), { questions, rulings, fractionOf, at: now });
  const kept = Object.entries(attempt.results ?? {}).filter(([slot]) => !slots.has(Number(slot)));
  const fresh = Object.entries(anew).filter(([slot]) => slots.has(Number(slot)));
  return Object.fromEntries([...kept, ...fresh]);
}

/** What follows for an attempt whose time is up from answers that came to it; nobody may have noticed yet that it is. */
async function followUp(
  attempt: Attempt,
  slots: ReadonlySet<number>,
  now: Date,
  deps: Deps,
): Promise<Change> {
  const { answers, devices, lateFrom } = attempt;
  const arrived = { answers, ...(devices && { devices }), ...(lateFrom && { lateFrom }) };
  if (!isSettled(attempt))
    return deps.closeAttempt(attempt, { arrived, closedBy: 'time', answersFinal: false, now });
  const results = await markedAnew(attempt, slots, now, deps);
  if (isMarked(attempt)) return remark(attempt, results, now, 'late-answers');
  const marked = markAttempt(attempt, results, now, now);
  const unset = marked.set?.awaits ? [] : (['awaits'] as const);
  return { ...marked, set: { results, ...marked.set }, unset: [...unset] };
}

/**
 * Takes in what a device logged in time and brought after the allowance, because somebody who answers for the exam says
 * so: one update, with the entry in the audit. It gives no answer more time, and marks the attempt anew, with all that
 * follows. Repeated for the same file, it is done once.
 */
export const makeTakeLateAnswers =
  (deps: Deps) =>
  (taking: Taking): Promise<TakeResult> =>
    deps.store.decide(taking.attemptId, async (read): Promise<Decision<TakeResult>> => {
      const attempt = await deps.onTime(read);
      const { file, device, by, reason } = taking;
      const done = attempt?.takenIn?.[file];
      if (done) return { result: { ok: true, answers: done.answers } };
      const now = deps.clock.now();
      // Within the allowance the device, or the file again, brings it by the usual rule; what was handed in is the last word.
      if (!attempt || attempt.state === 'removed' || attempt.answersFinal || takesAnswers(attempt, now))
        return { result: { ok: false, error: { code: 'sealed_log_not_late' } } };
      const logged = readAnswers(attempt.paper, taking.answers);
      const answers = logged.ok ? loggedInOutage(attempt, device, newestBySlot(logged.answers)) : [];
      if (answers.length === 0) return { result: { ok: false, error: { code: 'sealed_log_nothing_left' } } };
      const arrived = { ...attempt, ...withArrival(attempt, { device, answers, now }, true) };
      const receipt = receiptOf(arrived.registration, arrived.answers, arrived.exam.tries && arrived.steps);
      const set = {
        ...{ answers: arrived.answers, receipt, ...withFormer(arrived, receipt) },
        ...(arrived.devices && { devices: arrived.devices }),
        ...(arrived.lateFrom && { lateFrom: arrived.lateFrom }),
        replayedLate: Object.values(arrived.answers).filter(({ late }) => late).length,
        takenIn: { ...attempt.takenIn, [file]: { by, at: now, reason, answers: answers.length } },
      };
      const next = { ...arrived, ...set };
      const follows = await followUp(next, new Set(answers.map(({ slot }) => slot)), now, deps);
      return {
        result: { ok: true, answers: answers.length },
        set: { ...set, ...follows.set },
        unset: follows.unset ?? [],
        owed: [owe('audit', now, { ...entryOf(attempt, next, taking) }), ...(follows.owed ?? [])],
      };
    });
