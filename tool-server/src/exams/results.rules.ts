import type { Certainty } from '@chuyen-de/contracts';
import { isBlank, typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';
import { shareByCertainty } from './certainty.rules.ts';
import type { PaperSlot } from './draw.rules.ts';
import { isAccepted, keyed, type Ruling, type Rulings } from './ruling.rules.ts';
import { judgeTries, shareOfTries, type Judged, type TriedAnswer } from './tries.rules.ts';

/** What an answer has earned at a place of a paper. */
export interface SlotResult {
  /** How much of the answer is right, 0 to 1. */
  fraction: number;
  /** What it has earned: that share of the maximum, or what certainty makes of it, which may be less than nothing, or tries. */
  points: number;
  /** What the place is worth. */
  maximum: number;
  /** Who has told: the rule of the question's type, or a person, by id. */
  by: 'rule' | { person: string };
  markedAt: Date;
  /** Where it could be tried several times: how many tries it took, and how much of the first one was right. */
  tries?: { count: number; first: number };
  /** A correction of the question has changed it: the last one that did, when, and what was marked before any did. */
  corrected?: { by: string; at: Date; from?: Omit<SlotResult, 'corrected'> };
}

/** By slot; a place that has none yet waits for a person. */
export type SlotResults = Record<string, SlotResult>;

/** What was answered, by slot, with what was tried before. */
type Answers = Record<number, (TriedAnswer & { certainty?: Certainty | undefined }) | undefined>;

/** How much of a question's points a response earns by rule, 0 to 1; undefined: a person has to tell. */
export type FractionOf = (question: QuestionContent, response: QuestionResponse) => number | undefined;

export const fractionByType: FractionOf = (question, response) =>
  typeOf(question.type).fraction(question, response);

type Mark = Pick<SlotResult, 'fraction' | 'points' | 'maximum' | 'tries'>;
type Judge = (response: QuestionResponse) => Judged | undefined;

/** How a response to a question is judged by its key; its parts count by themselves between tries alone. */
const judgeBy =
  (content: QuestionContent, fractionOf: FractionOf, { optionOrder, penalty }: PaperSlot): Judge =>
  (response) => {
    const fraction = fractionOf(content, response);
    if (fraction === undefined || penalty === undefined)
      return fraction === undefined ? undefined : { fraction };
    return { fraction, parts: typeOf(content.type).credited?.(content, response, optionOrder) };
  };

/** What so much of a right answer earns at a place; what was left blank earns nothing, and costs nothing. */
function earned(
  { points: worth = 1, certainty }: Pick<PaperSlot, 'points' | 'certainty'>,
  answer: Answers[number],
  fraction: number,
): number {
  if (!certainty) return fraction * worth;
  return answer && !isBlank(answer.response) ? shareByCertainty(fraction, answer.certainty) * worth : 0;
}

/** What an answer earns at a place; undefined: a person has to tell. */
function markOf(place: PaperSlot, answer: Answers[number], judge: Judge): Mark | undefined {
  const { points: maximum = 1, penalty } = place;
  if (!answer || isBlank(answer.response)) {
    // Where nothing was answered there is nothing for a person to mark.
    const fraction = (answer && judge(answer.response)?.fraction) ?? 0;
    return { fraction, points: earned(place, answer, fraction), maximum };
  }
  const tries = penalty === undefined ? undefined : judgeTries(answer, judge);
  const last = tries?.at(-1) ?? judge(answer.response);
  if (!last) return undefined;
  const { fraction } = last;
  if (!tries || penalty === undefined) return { fraction, points: earned(place, answer, fraction), maximum };
  const first = tries[0]?.fraction ?? fraction;
  return {
    ...{ fraction, maximum, points: shareOfTries(tries, penalty) * maximum },
    tries: { count: tries.length, first },
  };
}

interface Marking {
  /** The question of each slot. */
  questions: ReadonlyMap<number, QuestionContent>;
  fractionOf: FractionOf;
  /** How questions count that were corrected after they had been asked; absent: none was. */
  rulings?: Rulings;
  at: Date;
}

/**
 * The results that rules can tell. Where nothing was answered there is nothing for a person to mark: that is worth
 * nothing, whatever the type.
 */
export function markByRule(paper: readonly PaperSlot[], answers: Answers, marking: Marking): SlotResults {
  const { questions, fractionOf, at } = marking;
  const results: SlotResults = {};
  for (const place of paper) {
    const { slot } = place;
    const question = questions.get(slot);
    if (!question) throw new Error(`slot ${slot} has no question`);
    const mark = markOf(place, answers[slot], judgeBy(question, fractionOf, place));
    if (mark) results[slot] = { ...mark, by: 'rule', markedAt: at };
  }
  return correctResults(paper, answers, { ...marking, results });
}

interface Asked {
  question: QuestionContent;
  fractionOf: FractionOf;
  place: PaperSlot;
}

interface Answered extends Asked {
  answer: Answers[number];
  at: Date;
}

/** How a response is judged by the key that counts, and by what counts as right beside it. */
export function judgeUnder(ruling: Ruling | undefined, { question, fractionOf, place }: Asked): Judge {
  if (ruling?.counts === 'everybody') return () => ({ fraction: 1 });
  const judge = judgeBy(keyed(question, ruling), fractionOf, place);
  return (response) => {
    const judged = judge(response);
    if (!isAccepted(question, ruling, response)) return judged;
    return { fraction: 1, parts: judged?.parts?.map((part) => ({ ...part, right: true })) };
  };
}

/** What an answer earns under a ruling, where that tells it rather than whoever has marked it. */
function markUnder(ruling: Ruling, marked: SlotResult | undefined, answered: Answered): Mark | undefined {
  const { answer, place } = answered;
  const { points: worth = 1, penalty } = place;
  if (ruling.counts === 'dropped') return { fraction: 0, points: 0, maximum: 0 };
  if (ruling.counts === 'everybody') {
    const isTried = penalty !== undefined && answer && !isBlank(answer.response);
    // Whatever was tried first counts as right, and none would have followed it.
    return { fraction: 1, points: worth, maximum: worth, ...(isTried && { tries: { count: 1, first: 1 } }) };
  }
  // A person has marked it, or will: what is right is theirs to tell.
  if (marked?.by !== 'rule' || !answer) return marked;
  return markOf(place, answer, judgeUnder(ruling, answered)) ?? marked;
}

const sameMark = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a?.fraction === b?.fraction &&
  a?.points === b?.points &&
  a?.maximum === b?.maximum &&
  a?.tries?.first === b?.tries?.first &&
  a?.tries?.count === b?.tries?.count;

/** What was marked before any correction; undefined: nothing was. */
const uncorrected = (result: SlotResult | undefined): SlotResult | undefined => {
  if (!result?.corrected) return result;
  const { from } = result.corrected;
  return from && { ...from };
};

/**
 * The result of an answer under the ruling of its question. The very same one where the points stay: a result says
 * which correction was the last to change them, and what was marked before any did. Undefined: it waits for a person.
 * @param result as it is, after earlier corrections
 */
function underRuling(
  result: SlotResult | undefined,
  ruling: Ruling,
  answered: Answered,
): SlotResult | undefined {
  const marked = uncorrected(result);
  const mark = markUnder(ruling, marked, answered);
  if (sameMark(mark, result)) return result;
  if (!mark) return undefined;
  const { fraction, points, maximum, tries } = mark;
  return {
    ...{ fraction, points, maximum },
    ...(tries && { tries }),
    by: marked?.by ?? 'rule',
    markedAt: marked?.markedAt ?? answered.at,
    corrected: { by: ruling.last.id, at: answered.at, ...(marked && { from: marked }) },
  };
}

/**
 * Results under the rulings of their questions, whoever marked them; the very same ones where no points change. This
 * and `markByRule` are all that there is to scoring an answer: marking anew comes to what marking first comes to.
 */
export function correctResults(
  paper: readonly PaperSlot[],
  answers: Answers,
  { questions, fractionOf, rulings, at, results }: Marking & { results: SlotResults },
): SlotResults {
  if (!rulings || rulings.size === 0) return results;
  const changed = paper.flatMap((place) => {
    const { slot } = place;
    const [ruling, question] = [rulings.get(slot), questions.get(slot)];
    if (!ruling || !question) return [];
    const result = results[slot];
    const answer = answers[slot];
    const after = underRuling(result, ruling, { question, answer, fractionOf, place, at });
    return after === result ? [] : [[String(slot), after] as const];
  });
  if (changed.length === 0) return results;
  const all: [string, SlotResult | undefined][] = Object.entries({
    ...results,
    ...Object.fromEntries(changed),
  });
  return Object.fromEntries(all.flatMap(([slot, result]) => (result ? [[slot, result]] : [])));
}

/** How the queue of markers finds the answers to a question through a link. */
export const markingKey = (linkId: string, question: string): string => `${linkId} ${question}`;

/** The code of the question in a key of the queue. */
export const questionOfKey = (key: string): string => key.slice(key.indexOf(' ') + 1);

/** Slots that wait for a person. */
export const waitingSlots = (paper: readonly PaperSlot[], results: SlotResults): number[] =>
  paper.flatMap(({ slot }) => (results[slot] ? [] : [slot]));
