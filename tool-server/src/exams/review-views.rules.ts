import type { AttemptResult, Certainty, CitedClause, QuestionFile, ReviewPart } from '@chuyen-de/contracts';
import {
  shownResponse,
  typeOf,
  type QuestionContent,
  type QuestionResponse,
  type ShownQuestion,
} from '@chuyen-de/question-types';
import { markingsOf } from './attempt-state.rules.ts';
import type { AnswerMarking, Attempt, MarkedAttempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import type { SlotResult } from './results.rules.ts';
import { keyed, type Ruling, type Rulings } from './ruling.rules.ts';

/** For any answer of which a part is right. */
const A_PART = 0.5;

type ReviewItem = NonNullable<AttemptResult['review']>[number];

/** What views need of a question's revision. */
type ViewedQuestion = QuestionContent &
  Pick<QuestionFile, 'stem' | 'explanation'> & { topic: string; cited?: CitedClause | undefined };
export type Questions = ReadonlyMap<number, ViewedQuestion>;

export const questionAt = (questions: Questions, slot: number): ViewedQuestion => {
  const question = questions.get(slot);
  if (!question) throw new Error(`slot ${slot} has no question`);
  return question;
};

/** What a learner is shown of a question: what its type names one by one, so that a key has no way in. */
export const shownOf = ({ optionOrder }: PaperSlot, question: ViewedQuestion): ShownQuestion =>
  typeOf(question.type).show(question, optionOrder);

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

export type Parts = ReadonlySet<ReviewPart>;

/** What an answer came to. One from before results were stored, whose question is lost, has none. */
function earnedBy(result: SlotResult | undefined, parts: Parts) {
  if (!result || !(parts.has('correctness') || parts.has('marks'))) return undefined;
  const { fraction, points, maximum } = result;
  if (maximum === 0) return { dropped: true };
  // Which part of it is right would tell the points.
  const told = parts.has('marks') || fraction === 0 || fraction === 1 ? fraction : A_PART;
  return {
    ...(parts.has('correctness') && { fraction: told }),
    ...(parts.has('marks') && { points, ...(maximum !== 1 && { maximum }) }),
  };
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

interface ReviewedPlace {
  place: PaperSlot;
  questions: Questions;
  rulings: Rulings;
  /** What was answered. */
  response: QuestionResponse | undefined;
  certainty: Certainty | undefined;
  /** What it has earned, and who has marked it last. */
  result: SlotResult | undefined;
  marking?: AnswerMarking | undefined;
}

/** What may be seen of a question and its answer. */
function reviewedPlace(of: ReviewedPlace, parts: Parts): ReviewItem {
  const { place, questions, rulings, response, certainty, result, marking } = of;
  const question = questionAt(questions, place.slot);
  const { topic, stem, explanation, cited } = question;
  const ruling = rulings.get(place.slot);
  const showKey = parts.has('key');
  const corrected = correctionOf(ruling, showKey);
  // Response and key are of the question's type, which the compiler cannot follow through the union.
  return {
    ...{ slot: place.slot, topic, stem },
    ...shownOf(place, question),
    ...(parts.has('response') && {
      response: shownResponse(response ?? typeOf(question.type).blank, place.optionOrder),
      ...(certainty && { certainty }),
    }),
    ...earnedBy(result, parts),
    ...(parts.has('correctness') && markedBy(marking, question, showKey && parts.has('marks'))),
    ...(showKey && keyIn(question, place.optionOrder, ruling)),
    ...(parts.has('explanation') && { ...(explanation && { explanation }), ...(cited && { source: cited }) }),
    ...(corrected && { corrected }),
  } as ReviewItem;
}

interface Sources {
  questions: Questions;
  rulings: Rulings;
}

/** What of each question its learner may see now. */
export const reviewOf = (attempt: MarkedAttempt, sources: Sources, parts: Parts): ReviewItem[] =>
  attempt.paper.map((place) =>
    reviewedPlace(
      {
        ...sources,
        place,
        response: attempt.answers[place.slot]?.response,
        certainty: attempt.answers[place.slot]?.certainty,
        result: attempt.results[place.slot],
        marking: markingsOf(attempt, place.slot).at(-1),
      },
      parts,
    ),
  );

/** What an open attempt tells of the answers that were checked, by what was known when each was. */
export const checkedOf = (attempt: Attempt, sources: Sources): ReviewItem[] => {
  const parts = new Set<ReviewPart>(['response', ...attempt.exam.review.during]);
  return attempt.paper.flatMap((place) => {
    const step = attempt.steps?.[place.slot]?.at(-1);
    if (!step) return [];
    const { fraction, points, at: markedAt, response } = step;
    const result: SlotResult = { fraction, points, maximum: place.points ?? 1, by: 'rule', markedAt };
    const certainty = attempt.answers[place.slot]?.certainty;
    return [reviewedPlace({ ...sources, place, response, certainty, result }, parts)];
  });
};
