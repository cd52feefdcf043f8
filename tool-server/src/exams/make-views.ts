import { AttemptResult, CheckedAnswer, LearnerAttempt } from '@chuyen-de/contracts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AttemptStore, Beside } from './attempt-store.ts';
import { isMarked } from './attempt-state.rules.ts';
import { attemptResult, learnerAttempt } from './attempt-views.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { makeAttemptsLeft, makeReviewTerms } from './exam-start.ts';
import type { LogSeal } from './log-seal.ts';
import type { ReceiptProof } from './receipt.ts';
import { checkedOf } from './review-views.rules.ts';
import type { Rulings, RulingsOf } from './ruling.rules.ts';

/** How a person's grade fares on its way to the gradebook, `owed`: a new one; null where the link has none. */
export type GradeStateOf = (grade: {
  personId: string;
  linkId: string;
  owed: boolean;
}) => Promise<AttemptResult['grade']>;

type ViewDeps = Parameters<typeof makeAttemptsLeft>[0] & {
  catalogue: Pick<Catalogue, 'topicTitles'>;
  clock: Clock;
  gradeStateOf: GradeStateOf;
  rulingsOf: RulingsOf;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  store: AttemptStore;
  receiptProof: ReceiptProof;
  logSeal: Pick<LogSeal, 'of'>;
  /** Keeps for the saves that follow what a learner was shown. */
  remember: (attempt: Attempt) => void;
};

/** The learner's views, each through its schema: an open attempt's has no key to leak. */
export function makeViews(deps: ViewDeps) {
  const { clock, questionsOf, remember } = deps;
  const attemptsLeft = makeAttemptsLeft(deps);
  const reviewTerms = makeReviewTerms(deps);
  const rulingsOfChecked = async (attempt: Attempt): Promise<Rulings> =>
    attempt.steps ? deps.rulingsOf(attempt) : new Map();
  return {
    viewOf: async (attempt: Attempt): Promise<LearnerAttempt> => {
      remember(attempt);
      const [questions, rulings] = await Promise.all([questionsOf(attempt), rulingsOfChecked(attempt)]);
      const logSeal = deps.logSeal.of({ attempt: attempt._id, device: attempt.device.id });
      return LearnerAttempt.parse({
        ...learnerAttempt(attempt, { questions, rulings }, clock.now()),
        logSeal,
      });
    },

    /** What is told of an answer that was checked. */
    checkedOf: async (attempt: Attempt, slot: number): Promise<CheckedAnswer> => {
      const asked = { ...attempt, paper: attempt.paper.filter((place) => place.slot === slot) };
      const [questions, rulings] = await Promise.all([questionsOf(asked), rulingsOfChecked(asked)]);
      const [checked] = checkedOf(asked, { questions, rulings });
      const { dueAt, pausedAt } = attempt;
      return CheckedAnswer.parse({
        checked,
        dueAt: dueAt.toISOString(),
        ...(pausedAt && { pausedAt: pausedAt.toISOString() }),
        serverNow: clock.now().toISOString(),
      });
    },

    /** @param beside what else its learner has made, where that was read with it */
    resultOf: async (attempt: EndedAttempt, beside?: Beside): Promise<AttemptResult> => {
      const { personId, linkId } = attempt;
      const owed = attempt.owed.some(({ kind }) => kind === 'grade');
      // Whoever came by another link brings what they made there.
      const made = beside?.ofTaker?.some(({ _id }) => _id === attempt._id) ? beside.ofTaker : undefined;
      const [questions, rulings, titles, grade, others, left, terms] = await Promise.all([
        questionsOf(attempt),
        deps.rulingsOf(attempt),
        deps.catalogue.topicTitles((attempt.topicsScore ?? []).map(({ topic }) => topic)),
        isMarked(attempt) && !attempt.trial ? deps.gradeStateOf({ personId, linkId, owed }) : null,
        beside?.unsettled ?? deps.store.unsettledOf(personId),
        attemptsLeft(attempt, Boolean(attempt.trial), made),
        reviewTerms(attempt),
      ]);
      const receiptCode = deps.receiptProof.codeOf(attempt);
      const told = { titles, grade, others, attemptsLeft: left, receiptCode, now: clock.now() };
      return AttemptResult.parse(attemptResult(attempt, { questions, rulings, ...told, ...terms }));
    },
  };
}
