import type {
  AttemptResult,
  Certainty,
  CitedClause,
  LanguageMap,
  QuestionFile,
  ReviewPart,
} from '@chuyen-de/contracts';
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
import { fractionByType, judgeUnder, type SlotResult } from './results.rules.ts';
import { keyed, type Ruling, type Rulings } from './ruling.rules.ts';
import { hintsTold, responsesOf, stepsAt, triesLeft } from './tries.rules.ts';

/** For any answer of which a part is right. */
const A_PART = 0.5;

type ReviewItem = NonNullable<AttemptResult['review']>[number];

/** What views need of a question's revision. */
type ViewedQuestion = QuestionContent &
  Pick<QuestionFile, 'stem' | 'explanation' | 'hints'> & {
    topic: string;
    cited?: CitedClause | undefined;
  };
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

/** How much of an answer is right, as far as that is told: which part of it is would tell the points. */
const toldFraction = (fraction: number, parts: Parts): number =>
  parts.has('marks') || fraction === 0 || fraction === 1 ? fraction : A_PART;

/** What an answer came to. One from before results were stored, whose question is lost, has none. */
function earnedBy(result: SlotResult | undefined, parts: Parts) {
  if (!result || !(parts.has('correctness') || parts.has('marks'))) return undefined;
  const { fraction, points, maximum } = result;
  if (maximum === 0) return { dropped: true };
  return {
    ...(parts.has('correctness') && { fraction: toldFraction(fraction, parts) }),
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

interface Sources {
  questions: Questions;
  rulings: Rulings;
}

/** What was tried at a place, with how much of each was right, and which hints were told. */
interface Tried {
  tries: readonly { response: QuestionResponse; fraction: number }[];
  hints: readonly LanguageMap[];
}

/** What was checked at a place where an answer can be tried several times. */
const checkedTries = (
  attempt: Attempt,
  { slot, penalty }: PaperSlot,
  question: ViewedQuestion,
): Tried | undefined =>
  penalty === undefined
    ? undefined
    : { tries: stepsAt(attempt, slot), hints: hintsTold(attempt, slot, question) };

/** The same up to the answer that counts, judged as they count now: a correction may have changed what is right. */
function allTries(
  attempt: MarkedAttempt,
  place: PaperSlot,
  { questions, rulings }: Sources,
): Tried | undefined {
  const question = questionAt(questions, place.slot);
  const checked = checkedTries(attempt, place, question);
  const response = attempt.answers[place.slot]?.response;
  if (!checked || !response) return undefined;
  const judge = judgeUnder(rulings.get(place.slot), { question, fractionOf: fractionByType, place });
  const all = responsesOf({ response, tried: checked.tries.map((each) => each.response) });
  return { ...checked, tries: all.map((each) => ({ response: each, fraction: judge(each)?.fraction ?? 0 })) };
}

/** What of that its learner is told. */
const toldTries = ({ tries, hints }: Tried, optionOrder: readonly string[], parts: Parts) => ({
  ...(tries.length > 1 && {
    tries: tries.map(({ response, fraction }) => ({
      response: shownResponse(response, optionOrder),
      ...(parts.has('correctness') && { fraction: toldFraction(fraction, parts) }),
    })),
  }),
  ...(hints.length > 0 && { hints: [...hints] }),
});

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
  tried?: Tried | undefined;
}

/** What may be seen of a question and its answer. */
function reviewedPlace(of: ReviewedPlace, parts: Parts): ReviewItem {
  const { place, questions, rulings, response, certainty, result, marking, tried } = of;
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
      ...(tried && toldTries(tried, place.optionOrder, parts)),
    }),
    ...earnedBy(result, parts),
    ...(parts.has('correctness') && markedBy(marking, question, showKey && parts.has('marks'))),
    ...(showKey && keyIn(question, place.optionOrder, ruling)),
    ...(parts.has('explanation') && { ...(explanation && { explanation }), ...(cited && { source: cited }) }),
    ...(corrected && { corrected }),
  } as ReviewItem;
}

/** What of each question its learner may see now. */
export const reviewOf = (attempt: MarkedAttempt, sources: Sources, parts: Parts): ReviewItem[] =>
  attempt.paper.map((place) => {
    const { slot } = place;
    return reviewedPlace(
      {
        ...sources,
        place,
        response: attempt.answers[slot]?.response,
        certainty: attempt.answers[slot]?.certainty,
        result: attempt.results[slot],
        marking: markingsOf(attempt, slot).at(-1),
        tried: allTries(attempt, place, sources),
      },
      parts,
    );
  });

/** What is told while an answer may still be tried again: how often, and which of its parts are right. */
function furtherTries(
  { exam }: Attempt,
  { optionOrder }: PaperSlot,
  { left, question, response }: { left: number; question: QuestionContent; response: QuestionResponse },
): Pick<ReviewItem, 'triesLeft' | 'rightParts'> {
  const parts = exam.tries?.tellsParts && typeOf(question.type).credited?.(question, response, optionOrder);
  return {
    triesLeft: left,
    ...(parts && { rightParts: parts.filter(({ right }) => right).map(({ id }) => id) }),
  };
}

/** What an open attempt tells of the answers that were checked, by what was known when each was. */
export const checkedOf = (attempt: Attempt, sources: Sources): ReviewItem[] => {
  const during = attempt.exam.review.during;
  return attempt.paper.flatMap((place) => {
    const { slot } = place;
    const step = stepsAt(attempt, slot).at(-1);
    if (!step) return [];
    const { fraction, points, at: markedAt, response } = step;
    const result: SlotResult = { fraction, points, maximum: place.points ?? 1, by: 'rule', markedAt };
    const certainty = attempt.answers[slot]?.certainty;
    const left = triesLeft(attempt, slot);
    const question = questionAt(sources.questions, slot);
    const ruling = sources.rulings.get(slot);
    // Key and explanation would be what is asked, as long as it may be answered.
    const told = left > 0 ? during.filter((part) => part !== 'key' && part !== 'explanation') : during;
    const tried = checkedTries(attempt, place, question);
    const reviewed = reviewedPlace(
      { ...sources, place, response, certainty, result, tried },
      new Set<ReviewPart>(['response', ...told]),
    );
    const further =
      left > 0 && furtherTries(attempt, place, { left, question: keyed(question, ruling), response });
    return [{ ...reviewed, ...further }];
  });
};
