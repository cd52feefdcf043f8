import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import { isSettled } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import { markAttempt, type makePaperQuestions } from './close-attempt.ts';
import { makeHaveCorrected, makeWaitingFor, type Asked } from './have-corrected.ts';
import { correctResults, waitingSlots, type FractionOf, type SlotResults } from './results.rules.ts';
import type { Rulings, RulingsOf } from './ruling.rules.ts';
import { scorePaper } from './scoring.rules.ts';
import { withTries } from './tries.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  fractionOf: FractionOf;
  rulingsOf: RulingsOf;
  clock: Clock;
}

type Change = Omit<Decision<never>, 'result'>;

/** What is told of an attempt that was marked and is now marked otherwise. @param by what has done it, unless a correction */
export function remark(
  attempt: EndedAttempt,
  results: SlotResults,
  now: Date,
  by?: NonNullable<Attempt['corrected']>['by'],
): Change {
  const told = owe('records', now, { event: 'exam-marked-again' });
  const before = attempt.corrected?.before ?? attempt.score;
  const corrected = { at: now, ...(before && { before }), told: told.id, ...(by && { by }) };
  const owed = [...(attempt.trial ? [] : [owe('grade', now), owe('summary', now)]), told];
  if (waitingSlots(attempt.paper, results).length === 0) {
    const score = scorePaper(attempt.paper, results, attempt.exam.passMark);
    return { set: { results, corrected, ...score }, owed };
  }
  // A correction that had spared a person the marking was taken back.
  const { set } = markAttempt(attempt, results, now, now);
  return { set: { ...set, state: 'closed', results, corrected }, unset: ['score', 'topicsScore'], owed };
}

/** Marking attempts anew after a question was corrected. */
export function makeCorrectAttempts({ attempts, store, questionsOf, fractionOf, rulingsOf, clock }: Deps) {
  const resultsUnder = async (attempt: Attempt, rulings: Rulings, at: Date): Promise<SlotResults> => {
    const { paper, results = {} } = attempt;
    const questions = await questionsOf(attempt);
    return correctResults(paper, withTries(attempt), { questions, fractionOf, rulings, at, results });
  };

  return {
    /**
     * Marks an attempt by the corrections that stand now: one conditional update, with all that follows. Nothing where
     * that changes no points, however often it is done.
     */
    correct: (attemptId: string): Promise<boolean> =>
      store.decide(attemptId, async (attempt): Promise<Decision<boolean>> => {
        // One that is not settled is marked by the corrections of then.
        if (!attempt || !isSettled(attempt)) return { result: false };
        const now = clock.now();
        const results = await resultsUnder(attempt, await rulingsOf(attempt), now);
        if (results === attempt.results) return { result: false };
        if (attempt.state === 'marked') return { result: true, ...remark(attempt, results, now) };
        const marked = markAttempt(attempt, results, now, now);
        const unset = marked.set?.awaits ? [] : (['awaits'] as const);
        return { result: true, ...marked, set: { results, ...marked.set }, unset: [...unset] };
      }),

    /** The score that a marked attempt would have under other rulings, and whether anything of it would change. */
    async foresee(
      attempt: Attempt,
      rulings: Rulings,
    ): Promise<{ score: Score | undefined; isChanged: boolean }> {
      const results = await resultsUnder(attempt, rulings, clock.now());
      if (results === attempt.results) return { score: attempt.score, isChanged: false };
      const isWhole = waitingSlots(attempt.paper, results).length === 0;
      const score = isWhole ? scorePaper(attempt.paper, results, attempt.exam.passMark).score : undefined;
      return { score, isChanged: true };
    },

    /** Attempts that have a question, whole, of those that are named. */
    askedIn: (
      ids: readonly string[],
      { code, revision }: Pick<Asked, 'code' | 'revision'>,
    ): Promise<Attempt[]> =>
      attempts.collection
        .find<Attempt>({ _id: { $in: ids }, paper: { $elemMatch: { question: code, revision } } } as never)
        .toArray(),

    haveCorrected: makeHaveCorrected({ attempts, clock }),
    waitingFor: makeWaitingFor(attempts),
  };
}
