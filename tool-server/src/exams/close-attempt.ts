import type { Bank, QuestionRevision } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import { owe } from '../storage/index.ts';
import type { AttemptStore, Beside, Decision } from './attempt-store.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import { receiptOf } from './receipt.ts';
import { markByRule, markingKey, waitingSlots, type FractionOf, type SlotResults } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { answeredCount, scorePaper } from './scoring.rules.ts';
import { nextLook, settledAtOf } from './settling.rules.ts';
import { withTries } from './tries.rules.ts';

/** The question revisions of a paper, by slot. */
export type PaperQuestions = ReadonlyMap<number, QuestionRevision>;

/** A place of a paper, and what is asked there. */
type AskedPlace = Pick<PaperSlot, 'slot' | 'question' | 'revision'>;

export const makePaperQuestions =
  ({ bank }: { bank: Bank }) =>
  async ({ paper }: { paper: readonly AskedPlace[] }): Promise<PaperQuestions> => {
    const refs = paper.map(({ question, revision }) => ({ code: question, revision }));
    const revisions = await bank.findRevisions(refs);
    return new Map(
      paper.flatMap(({ slot }, index) => {
        const ref = refs[index];
        const question = ref && revisions.get(revisionId(ref));
        return question ? [[slot, question] as const] : [];
      }),
    );
  };

interface Deps {
  questionsOf: ReturnType<typeof makePaperQuestions>;
  store: Pick<AttemptStore, 'unsettledOf'>;
  fractionOf: FractionOf;
  rulingsOf: RulingsOf;
}

type Change = Omit<Decision<never>, 'result'>;

/**
 * What follows from the results of an attempt: its score, and what is owed. While one is missing it stands in the queue
 * of those who mark, unless it counts nowhere.
 * @param at when the last result came
 */
export function markAttempt(attempt: EndedAttempt, results: SlotResults, at: Date, now: Date): Change {
  const waiting = new Set(waitingSlots(attempt.paper, results));
  if (waiting.size > 0) {
    if (attempt.trial) return {};
    const places = attempt.paper.filter(({ slot }) => waiting.has(slot));
    const awaits = places.map(({ question }) => markingKey(attempt.linkId, question));
    return { set: { awaits }, owed: [owe('summary', now)] };
  }
  const told = owe('records', attempt.closedAt, { event: 'exam-closed' });
  return {
    set: {
      state: 'marked',
      ...scorePaper(attempt.paper, results, attempt.exam.passMark),
      ...(attempt.corrected && { corrected: { ...attempt.corrected, told: told.id } }),
    },
    owed: [...(attempt.trial ? [] : [owe('grade', at), owe('summary', now)]), told],
  };
}

/**
 * The change that settles an ended attempt, where nothing stands in the way: the results that rules can tell, and
 * with the last one score and what is owed, together; else when to look again. Before that there is no score, for
 * nobody and in no place.
 */
export const makeSettleAttempt =
  ({ questionsOf, store, fractionOf, rulingsOf }: Deps) =>
  async (attempt: EndedAttempt, now: Date, beside?: Beside): Promise<Change> => {
    const others = beside?.unsettled ?? (await store.unsettledOf(attempt.personId));
    const settleDue = nextLook(attempt, others, now);
    if (settleDue) return { set: { settleDue } };
    const [questions, rulings] = await Promise.all([questionsOf(attempt), rulingsOf(attempt)]);
    const settledAt = settledAtOf(attempt, now);
    const marking = { questions, fractionOf, rulings, at: settledAt };
    const results = markByRule(attempt.paper, withTries(attempt), marking);
    const marked = markAttempt(attempt, results, settledAt, now);
    return { ...marked, set: { settledAt, results, ...marked.set }, unset: ['settleDue'] };
  };

export type SettleAttempt = ReturnType<typeof makeSettleAttempt>;

interface End {
  /** The answers that came with it, and where from. */
  arrived?: Partial<Pick<Attempt, 'answers' | 'devices' | 'lateFrom'>>;
  closedBy: 'learner' | 'time';
  answersFinal: boolean;
  now: Date;
  /** What else its learner has made, where that was read with it. */
  beside?: Beside;
}

/** The receipts that were given out before this one: whoever holds one of them can check it as before. */
export const withFormer = (
  { receipt, formerReceipts = [], paper, answers }: Attempt,
  next: string,
): Pick<Attempt, 'formerReceipts'> =>
  receipt === undefined || receipt === next
    ? {}
    : { formerReceipts: [...formerReceipts, { code: receipt, answered: answeredCount(paper, answers) }] };

/**
 * The change that ends an attempt, or takes in the answers of an outage after its end; it settles it too where
 * nothing can follow. An attempt that its time ended was closed when it was due, whoever noticed and when.
 */
export const makeCloseAttempt =
  (settleAttempt: SettleAttempt) =>
  async (attempt: Attempt, { arrived, closedBy, answersFinal, now, beside }: End): Promise<Change> => {
    const answers = arrived?.answers ?? attempt.answers;
    const receipt = receiptOf(attempt.registration, answers, attempt.exam.tries && attempt.steps);
    const set = {
      ...arrived,
      ...withFormer(attempt, receipt),
      state: 'closed' as const,
      closedAt: closedBy === 'time' ? attempt.dueAt : now,
      dueAt: attempt.dueAt,
      closedBy,
      answersFinal,
      receipt,
      replayedLate: Object.values(answers).filter(({ late }) => late).length,
    };
    const settling = await settleAttempt({ ...attempt, ...set, pausedAt: undefined }, now, beside);
    // Where it is not settled yet, the class page is to show all the same that it has ended.
    const owed = settling.owed ?? (attempt.trial ? undefined : [owe('summary', now)]);
    return {
      set: { ...set, ...settling.set },
      unset: [...(settling.unset ?? []), 'pausedAt'],
      ...(owed && { owed }),
    };
  };

export type CloseAttempt = ReturnType<typeof makeCloseAttempt>;
