import type {
  AttemptResult,
  AttemptSummary,
  ExamFile,
  LanguageMap,
  LearnerAttempt,
  Score,
} from '@chuyen-de/contracts';
import { bandOf } from '@chuyen-de/contracts/bands';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';
import { isMarkedByPerson, shownResponse } from '@chuyen-de/question-types';
import { isMarked, isSettled } from './attempt-state.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import { waitingSlots } from './results.rules.ts';
import {
  checkedOf,
  questionAt,
  reviewOf,
  shownOf,
  type Parts,
  type Questions,
} from './review-views.rules.ts';
import { shownAt, showsQuestions, type Shown } from './review.rules.ts';
import type { Rulings } from './ruling.rules.ts';
import { answeredCount } from './scoring.rules.ts';
import { keyShutUntil, scoreShutUntil, type OtherAttempt } from './settling.rules.ts';
import { toldTerms } from './tries.rules.ts';

/** A paper as learners see it. */
export const shownPaper = (paper: readonly PaperSlot[], questions: Questions): LearnerAttempt['questions'] =>
  paper.map((place) => {
    const question = questionAt(questions, place.slot);
    const { slot, points, certainty } = place;
    return {
      slot,
      stem: question.stem,
      ...(points && { points }),
      ...(certainty && { certainty }),
      ...shownOf(place, question),
    };
  });

/** A paper with what of it can be checked. */
const paperOf = ({ paper, exam }: Attempt, questions: Questions): LearnerAttempt['questions'] =>
  shownPaper(paper, questions).map((question) =>
    exam.behaviour === undefined || isMarkedByPerson(question.type)
      ? question
      : { ...question, checks: true },
  );

/** An open attempt as its learner sees it. @param rulings of the questions that were checked */
export const learnerAttempt = (
  attempt: Attempt,
  { questions, rulings }: { questions: Questions; rulings: Rulings },
  now: Date,
): LearnerAttempt => ({
  id: attempt._id,
  exam: { code: attempt.examCode, title: attempt.exam.title },
  number: attempt.number,
  ...(attempt.paperCode !== undefined && { paperCode: attempt.paperCode }),
  state: attempt.state === 'open' ? 'open' : 'closed',
  startedAt: attempt.startedAt.toISOString(),
  dueAt: attempt.dueAt.toISOString(),
  ...(attempt.pausedAt && { pausedAt: attempt.pausedAt.toISOString() }),
  outageMinutes: attempt.exam.outageMinutes,
  ...toldTerms(attempt.exam.tries),
  device: attempt.device.id,
  questions: paperOf(attempt, questions),
  ...(attempt.steps && { checked: checkedOf(attempt, { questions, rulings }) }),
  answers: Object.entries(attempt.answers).map(([slot, { seq, response, flagged, certainty }]) => {
    const place = attempt.paper.find((each) => each.slot === Number(slot));
    return {
      slot: Number(slot),
      seq,
      response: shownResponse(response, place?.optionOrder ?? []),
      flagged,
      ...(certainty && { certainty }),
    };
  }),
  serverNow: now.toISOString(),
});

/** What of an attempt its learner may see now: nothing before it is marked. */
const shownOfAttempt = (attempt: EndedAttempt, closesAt: Date | undefined, now: Date): Shown =>
  shownAt(attempt.exam.review, { since: attempt.settledAt ?? attempt.closedAt, closesAt }, now);

/** @param closesAt when the exam closes for its learner; undefined: never */
export const attemptSummary = (attempt: Attempt, closesAt: Date | undefined, now: Date): AttemptSummary => {
  const isShut = isMarked(attempt) && !shownOfAttempt(attempt, closesAt, now).parts.has('marks');
  return {
    id: attempt._id,
    number: attempt.number,
    state: attempt.state === 'open' ? 'open' : 'closed',
    startedAt: attempt.startedAt.toISOString(),
    closedAt: attempt.closedAt?.toISOString() ?? null,
    settled: isSettled(attempt),
    score: isShut ? null : (attempt.score ?? null),
    ...(isShut && { scoreShut: true }),
  };
};

interface ResultSources {
  questions: Questions;
  rulings: Rulings;
  /** Of the paper's topics, in the order in which results list them. */
  titles: ReadonlyMap<string, LanguageMap>;
  grade: AttemptResult['grade'];
  /** What else its learner has under way, or ended and not settled. */
  others: readonly OtherAttempt[];
  attemptsLeft: AttemptResult['attemptsLeft'];
  /** When the exam closes for its learner; undefined: never. */
  closesAt: Date | undefined;
  /** The receipt with its proof. */
  receiptCode: string;
  /** What the exam says of scores. */
  feedback: ExamFile['feedback'];
  now: Date;
}

/** The moments after an attempt has ended. */
const AFTER = ['submitted', 'open', 'closed'] as const;
const NOTHING: Shown = { parts: new Set(), later: [] };

/** What is said of a score, where that may be seen. */
const saidOf = (score: Score, feedback: ResultSources['feedback'], parts: Parts) => {
  const said = parts.has('feedback') ? feedback?.[bandOf(score)] : undefined;
  return said && { feedback: said };
};

/** The score, and what tells it. */
function scoreIn(attempt: EndedAttempt, { titles, feedback }: ResultSources, parts: Parts) {
  const showsMarks = parts.has('marks');
  const { score, corrected } = attempt;
  return {
    score: showsMarks ? (score ?? null) : null,
    topics: [...titles].flatMap(([code, title]) => {
      const found = attempt.topicsScore?.find(({ topic }) => topic === code);
      return found ? [{ code, title, right: showsMarks ? found.right : null, count: found.count }] : [];
    }),
    ...(corrected && {
      corrected: {
        at: corrected.at.toISOString(),
        before: (showsMarks && corrected.before) || null,
        ...(corrected.by && { by: corrected.by }),
      },
    }),
    ...(score && saidOf(score, feedback, parts)),
  };
}

/**
 * The result of an ended attempt. Until it is marked there is no score to show; and the key stays shut while it
 * could be used, in this attempt or in another one.
 */
export function attemptResult(attempt: EndedAttempt, sources: ResultSources): AttemptResult {
  const { grade, others, attemptsLeft, closesAt, receiptCode, now } = sources;
  const scoreFrom = isSettled(attempt) ? undefined : (scoreShutUntil(attempt, others, now) ?? now);
  const reviewFrom = keyShutUntil(attempt, others, now) ?? scoreFrom;
  const { parts, later } = isMarked(attempt) ? shownOfAttempt(attempt, closesAt, now) : NOTHING;
  const hasReview = isMarked(attempt)
    ? showsQuestions(parts)
    : AFTER.some((moment) => showsQuestions(new Set(attempt.exam.review[moment])));
  const waiting = isSettled(attempt) ? waitingSlots(attempt.paper, attempt.results ?? {}).length : 0;
  return {
    id: attempt._id,
    exam: { code: attempt.examCode, title: attempt.exam.title, passMark: attempt.exam.passMark },
    number: attempt.number,
    ...(attempt.paperCode !== undefined && { paperCode: attempt.paperCode }),
    startedAt: attempt.startedAt.toISOString(),
    closedAt: attempt.closedAt.toISOString(),
    closedBy: attempt.closedBy,
    receipt: attempt.receipt,
    receiptCode,
    ...scoreIn(attempt, sources, parts),
    shows: REVIEW_PARTS.filter((part) => parts.has(part)),
    later: later.map(({ part, from }) => ({ part, from: from.toISOString() })),
    ...(scoreFrom && { scoreFrom: scoreFrom.toISOString() }),
    ...(!isMarked(attempt) && waiting > 0 && { awaitsMarking: waiting }),
    answered: answeredCount(attempt.paper, attempt.answers),
    ...(attempt.onPaper && { onPaper: true as const }),
    replayedLate: attempt.replayedLate,
    review: hasReview && isMarked(attempt) && !reviewFrom ? reviewOf(attempt, sources, parts) : null,
    ...(hasReview && reviewFrom && { reviewFrom: reviewFrom.toISOString() }),
    grade,
    attemptsLeft,
  };
}
