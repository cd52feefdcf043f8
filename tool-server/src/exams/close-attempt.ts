import type { Bank, QuestionRevision } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import { owe } from '../storage/index.ts';
import type { Decision } from './attempt-store.ts';
import type { Attempt, StoredAnswers } from './attempt.model.ts';
import { receiptOf } from './receipt.ts';
import { scorePaper } from './scoring.rules.ts';

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

interface End {
  answers: StoredAnswers;
  closedBy: 'learner' | 'time';
  settled: boolean;
  now: Date;
}

/**
 * The change that ends an attempt, or scores one again whose time was up and whose answers of an outage have
 * arrived: state, score and what is owed, together. An attempt that its time ended was closed when it was due,
 * whoever noticed and when; a new score is a new event, so that the gradebook takes it for the later one.
 */
export const makeCloseAttempt =
  ({ questionsOf }: { questionsOf: ReturnType<typeof makePaperQuestions> }) =>
  async (
    attempt: Attempt,
    { answers, closedBy, settled, now }: End,
  ): Promise<Omit<Decision<never>, 'result'>> => {
    const questions = await questionsOf(attempt);
    const keys = new Map([...questions].map(([slot, { key }]) => [slot, key]));
    const again = attempt.state === 'closed';
    const closedAt = closedBy === 'time' ? attempt.dueAt : now;
    const set: Partial<Attempt> = {
      ...scorePaper(attempt.paper, answers, keys, attempt.exam.passMark),
      answers,
      state: 'closed',
      closedAt,
      closedBy,
      settled,
      receipt: receiptOf(attempt.registration, answers),
      replayedLate: Object.values(answers).filter(({ late }) => late).length,
    };
    const at = again ? now : closedAt;
    const event = again ? 'exam-rescored' : 'exam-closed';
    return { set, owed: [owe('grade', at), owe('records', at, { event })] };
  };

export type CloseAttempt = ReturnType<typeof makeCloseAttempt>;
