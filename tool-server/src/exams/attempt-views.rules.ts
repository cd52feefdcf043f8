import type {
  AttemptResult,
  AttemptSummary,
  CitedClause,
  LanguageMap,
  LearnerAttempt,
  QuestionFile,
} from '@chuyen-de/contracts';
import { shownResponse, typeOf, type QuestionContent, type ShownQuestion } from '@chuyen-de/question-types';
import { isMarked, isSettled, markingsOf } from './attempt-state.rules.ts';
import type { AnswerMarking, Attempt, EndedAttempt, MarkedAttempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import { waitingSlots, type SlotResult } from './results.rules.ts';
import { keyed, type Ruling, type Rulings } from './ruling.rules.ts';
import { answeredCount } from './scoring.rules.ts';
import { keyShutUntil, scoreShutUntil, type OtherAttempt } from './settling.rules.ts';

/** What views need of a question's revision. */
type ViewedQuestion = QuestionContent &
  Pick<QuestionFile, 'stem' | 'explanation'> & { topic: string; cited: CitedClause };
type Questions = ReadonlyMap<number, ViewedQuestion>;
type ReviewItem = NonNullable<AttemptResult['review']>[number];

const questionAt = (questions: Questions, slot: number): ViewedQuestion => {
  const question = questions.get(slot);
  if (!question) throw new Error(`slot ${slot} has no question`);
  return question;
};

/** What a learner is shown of a question: what its type names one by one, so that a key has no way in. */
const shownOf = ({ optionOrder }: PaperSlot, question: ViewedQuestion): ShownQuestion =>
  typeOf(question.type).show(question, optionOrder);

/** A paper as learners see it. */
export const shownPaper = (paper: readonly PaperSlot[], questions: Questions): LearnerAttempt['questions'] =>
  paper.map((place) => {
    const question = questionAt(questions, place.slot);
    const { slot, points } = place;
    return { slot, stem: question.stem, ...(points && { points }), ...shownOf(place, question) };
  });

/** An open attempt as its learner sees it. */
export const learnerAttempt = (attempt: Attempt, questions: Questions, now: Date): LearnerAttempt => ({
  id: attempt._id,
  exam: { code: attempt.examCode, title: attempt.exam.title },
  number: attempt.number,
  state: attempt.state === 'open' ? 'open' : 'closed',
  startedAt: attempt.startedAt.toISOString(),
  dueAt: attempt.dueAt.toISOString(),
  ...(attempt.pausedAt && { pausedAt: attempt.pausedAt.toISOString() }),
  outageMinutes: attempt.exam.outageMinutes,
  device: attempt.device.id,
  questions: shownPaper(attempt.paper, questions),
  answers: Object.entries(attempt.answers).map(([slot, { seq, response, flagged }]) => {
    const place = attempt.paper.find((each) => each.slot === Number(slot));
    return { slot: Number(slot), seq, response: shownResponse(response, place?.optionOrder ?? []), flagged };
  }),
  serverNow: now.toISOString(),
});

export const attemptSummary = (attempt: Attempt): AttemptSummary => ({
  id: attempt._id,
  number: attempt.number,
  state: attempt.state === 'open' ? 'open' : 'closed',
  startedAt: attempt.startedAt.toISOString(),
  closedAt: attempt.closedAt?.toISOString() ?? null,
  settled: isSettled(attempt),
  score: attempt.score ?? null,
});

/** What a review tells of a correction: that there was one, and with the key why. */
function correctionOf(ruling: Ruling | undefined, showKey: boolean) {
  if (!ruling) return undefined;
  const { kind, at, reason } = ruling.last;
  return { kind, at: at.toISOString(), ...(showKey && { reason }) };
}

/** What is right by now: the key, and what counts as right beside it. */
function keyIn(question: ViewedQuestion, order: readonly string[], ruling: Ruling | undefined) {
  const type = typeOf(question.type);
  const also = (ruling?.also ?? []).flatMap((right) => {
    const content = type.keyedBy(question, right);
    return content ? [type.keyOf(content, order)] : [];
  });
  return { key: type.keyOf(keyed(question, ruling), order), ...(also.length > 0 && { also }) };
}

/** What an answer came to. One from before results were stored, whose question is lost, has none. */
function earnedBy(result: SlotResult | undefined) {
  if (!result) return undefined;
  if (result.maximum === 0) return { dropped: true };
  return { fraction: result.fraction, ...(result.maximum !== 1 && { maximum: result.maximum }) };
}

/** What the person who marked an answer says to its learner; by criterion where these are shown. */
function markedBy(
  marking: AnswerMarking | undefined,
  question: ViewedQuestion,
  showCriteria: boolean,
): Pick<ReviewItem, 'marking'> {
  if (!marking) return {};
  const { comment = null, criteria: given } = marking;
  const rubric = typeOf(question.type).criteria?.(question) ?? [];
  const criteria = rubric.map(({ id, title, points }) => ({ title, points, given: given?.[id] ?? 0 }));
  return { marking: { comment, criteria: showCriteria && given ? criteria : null } };
}

/** What the exam's settings allow its learner to see of each question. */
function reviewOf(
  attempt: MarkedAttempt,
  { questions, rulings }: Pick<ResultSources, 'questions' | 'rulings'>,
): ReviewItem[] {
  const { paper, answers, results, exam } = attempt;
  const { answers: showAnswers, key: showKey, explanation: showExplanation } = exam.review;
  return paper.map((place) => {
    const { slot } = place;
    const question = questionAt(questions, slot);
    const { topic, stem, explanation, cited } = question;
    const type = typeOf(question.type);
    const corrected = correctionOf(rulings.get(slot), showKey);
    // Response and key are of the question's type, which the compiler cannot follow through the union.
    return {
      slot,
      topic,
      stem,
      ...shownOf(place, question),
      ...(showAnswers && {
        response: shownResponse(answers[slot]?.response ?? type.blank, place.optionOrder),
        ...earnedBy(results[slot]),
        ...markedBy(markingsOf(attempt, slot).at(-1), question, showKey),
      }),
      ...(showKey && keyIn(question, place.optionOrder, rulings.get(slot))),
      ...(showExplanation && { explanation, source: cited }),
      ...(corrected && { corrected }),
    } as ReviewItem;
  });
}

interface ResultSources {
  questions: Questions;
  rulings: Rulings;
  /** Of the paper's topics, in the order in which results list them. */
  titles: ReadonlyMap<string, LanguageMap>;
  grade: AttemptResult['grade'];
  /** What else its learner has under way, or ended and not settled. */
  others: readonly OtherAttempt[];
  attemptsLeft: AttemptResult['attemptsLeft'];
  now: Date;
}

/**
 * The result of an ended attempt. Until it is marked there is no score to show; and the key stays shut while it
 * could be used, in this attempt or in another one.
 */
export function attemptResult(
  attempt: EndedAttempt,
  { titles, grade, others, attemptsLeft, now, ...sources }: ResultSources,
): AttemptResult {
  const scoreFrom = isSettled(attempt) ? undefined : (scoreShutUntil(attempt, others, now) ?? now);
  const reviewFrom = keyShutUntil(attempt, others, now) ?? scoreFrom;
  const hasReview = Object.values(attempt.exam.review).some(Boolean);
  const waiting = isSettled(attempt) ? waitingSlots(attempt.paper, attempt.results ?? {}).length : 0;
  return {
    id: attempt._id,
    exam: { code: attempt.examCode, title: attempt.exam.title, passMark: attempt.exam.passMark },
    number: attempt.number,
    startedAt: attempt.startedAt.toISOString(),
    closedAt: attempt.closedAt.toISOString(),
    closedBy: attempt.closedBy,
    receipt: attempt.receipt,
    score: attempt.score ?? null,
    ...(scoreFrom && { scoreFrom: scoreFrom.toISOString() }),
    ...(!isMarked(attempt) && waiting > 0 && { awaitsMarking: waiting }),
    answered: answeredCount(attempt.paper, attempt.answers),
    topics: [...titles].flatMap(([code, title]) => {
      const score = attempt.topicsScore?.find(({ topic }) => topic === code);
      return score ? [{ code, title, right: score.right, count: score.count }] : [];
    }),
    ...(attempt.corrected && {
      corrected: {
        at: attempt.corrected.at.toISOString(),
        before: attempt.corrected.before ?? null,
      },
    }),
    replayedLate: attempt.replayedLate,
    review: hasReview && isMarked(attempt) && !reviewFrom ? reviewOf(attempt, sources) : null,
    ...(hasReview && reviewFrom && { reviewFrom: reviewFrom.toISOString() }),
    grade,
    attemptsLeft,
  };
}
