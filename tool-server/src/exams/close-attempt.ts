import type { Bank, QuestionRevision } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import { owe } from '../storage/index.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt, ClosedAttempt } from './attempt.model.ts';
import { receiptOf } from './receipt.ts';
import { scorePaper } from './scoring.rules.ts';
import { nextLook, settledAtOf } from './settling.rules.ts';

/** The question revisions of a paper, by slot. */
export type PaperQuestions = ReadonlyMap<number, QuestionRevision>;

export const makePaperQuestions =
  ({ bank }: { bank: Bank }) =>
  async ({ paper }: Pick<Attempt, 'paper'>): Promise<PaperQuestions> => {
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
}

type Change = Omit<Decision<never>, 'result'>;

/**
 * The change that settles an ended attempt, where nothing stands in the way: score and what is owed, together;
 * else when to look again. Before that there is no score, for nobody and in no place.
 */
export const makeSettleAttempt =
  ({ questionsOf, store }: Deps) =>
  async (attempt: ClosedAttempt, now: Date): Promise<Change> => {
    const settleDue = nextLook(attempt, await store.unsettledOf(attempt.personId), now);
    if (settleDue) return { set: { settleDue } };
    const questions = await questionsOf(attempt);
    const settledAt = settledAtOf(attempt, now);
    return {
      set: { ...scorePaper(attempt.paper, attempt.answers, questions, attempt.exam.passMark), settledAt },
      unset: ['settleDue'],
      owed: [
        ...(attempt.trial ? [] : [owe('grade', settledAt), owe('summary', now)]),
        owe('records', attempt.closedAt, { event: 'exam-closed' }),
      ],
    };
  };

export type SettleAttempt = ReturnType<typeof makeSettleAttempt>;

interface End {
  /** The answers that came with it, and where from. */
  arrived?: Partial<Pick<Attempt, 'answers' | 'devices' | 'lateFrom'>>;
  closedBy: 'learner' | 'time';
  answersFinal: boolean;
  now: Date;
}

/**
 * The change that ends an attempt, or takes in the answers of an outage after its end; it settles it too where
 * nothing can follow. An attempt that its time ended was closed when it was due, whoever noticed and when.
 */
export const makeCloseAttempt =
  (settleAttempt: SettleAttempt) =>
  async (attempt: Attempt, { arrived, closedBy, answersFinal, now }: End): Promise<Change> => {
    const answers = arrived?.answers ?? attempt.answers;
    const set = {
      ...arrived,
      state: 'closed' as const,
      closedAt: closedBy === 'time' ? attempt.dueAt : now,
      closedBy,
      answersFinal,
      receipt: receiptOf(attempt.registration, answers),
      replayedLate: Object.values(answers).filter(({ late }) => late).length,
    };
    const settling = await settleAttempt({ ...attempt, ...set }, now);
    // Where it is not settled yet, the class page is to show all the same that it has ended.
    const owed = settling.owed ?? (attempt.trial ? undefined : [owe('summary', now)]);
    return { set: { ...set, ...settling.set }, unset: settling.unset ?? [], ...(owed && { owed }) };
  };

export type CloseAttempt = ReturnType<typeof makeCloseAttempt>;
