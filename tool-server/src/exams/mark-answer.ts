import type { AuditEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import { isMarked, isSettled, markingsOf } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { AnswerMarking, Attempt, EndedAttempt } from './attempt.model.ts';
import { markAttempt, type makePaperQuestions } from './close-attempt.ts';
import { correctResults, markingKey, type FractionOf, type SlotResult } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { withTries } from './tries.rules.ts';

interface Deps {
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  rulingsOf: RulingsOf;
  fractionOf: FractionOf;
  clock: Clock;
}

/** How somebody marks an answer, in view of the attempt as it is; `audit` is its entry there. */
interface Marked {
  ok: true;
  slot: number;
  fraction: number;
  marking: AnswerMarking;
  audit: AuditEntry;
}

/** Whether an answer is marked, and how; decided again where the attempt has changed meanwhile. */
export type JudgeMarking<Refusal> = (
  attempt: Attempt | null,
  now: Date,
) => Marked | { ok: false; error: Refusal } | { ok: true; done: Attempt };

export type MarkResult<Refusal> = { ok: true; attempt: Attempt } | { ok: false; error: Refusal };

/** The attempt with the answer marked, and what follows: with the last one its score, and what is told of it. */
async function withMarking(
  attempt: EndedAttempt,
  marked: Marked,
  now: Date,
  { questionsOf, rulingsOf, fractionOf }: Deps,
): Promise<Omit<Decision<never>, 'result'>> {
  const { slot, fraction, marking } = marked;
  const place = attempt.paper.find((each) => each.slot === slot);
  if (!place) throw new Error(`attempt ${attempt._id} has no slot ${slot}`);
  const result: SlotResult = {
    fraction,
    points: marking.points,
    maximum: place.points ?? 1,
    by: { person: marking.by },
    markedAt: marking.at,
  };
  const [questions, rulings] = await Promise.all([questionsOf(attempt), rulingsOf(attempt)]);
  // A question that was corrected counts by that, whatever somebody gives for an answer to it.
  const results = correctResults(attempt.paper, withTries(attempt), {
    ...{ questions, rulings, fractionOf, at: now },
    results: { ...attempt.results, [slot]: result },
  });
  const key = markingKey(attempt.linkId, place.question);
  const follows = markAttempt(attempt, results, now, now);
  const again = isMarked(attempt)
    ? [owe('grade', now), owe('summary', now), owe('records', now, { event: 'exam-marked-again' })]
    : (follows.owed ?? []);
  return {
    set: {
      results,
      markings: { ...attempt.markings, [slot]: [...markingsOf(attempt, slot), marking] },
      markedByHand: [...new Set([...(attempt.markedByHand ?? []), key])],
      ...follows.set,
    },
    ...(!follows.set?.awaits && { unset: ['awaits'] }),
    owed: [owe('audit', now, { ...marked.audit }), ...again],
  };
}

/** Stores how a person marks an answer of a settled attempt: one conditional update, with all that follows from it. */
export const makeMarkAnswer =
  (deps: Deps) =>
  <Refusal>(attemptId: string, judge: JudgeMarking<Refusal>): Promise<MarkResult<Refusal>> =>
    deps.store.decide(attemptId, async (attempt): Promise<Decision<MarkResult<Refusal>>> => {
      const now = deps.clock.now();
      const judged = judge(attempt, now);
      if (!judged.ok) return { result: judged };
      if ('done' in judged) return { result: { ok: true, attempt: judged.done } };
      if (!attempt || !isSettled(attempt)) throw new Error('only answers of settled attempts are marked');
      const change = await withMarking(attempt, judged, now, deps);
      return { result: { ok: true, attempt: { ...attempt, ...change.set } }, ...change };
    });
