import type { Certainty } from '@chuyen-de/contracts';
import { isBlank, typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';
import { shareByCertainty } from './certainty.rules.ts';
import type { PaperSlot } from './draw.rules.ts';
import { isAccepted, keyed, type Ruling, type Rulings } from './ruling.rules.ts';

/** What an answer has earned at a place of a paper. */
export interface SlotResult {
  /** How much of the answer is right, 0 to 1. */
  fraction: number;
  /** What it has earned: that share of the maximum, or what certainty makes of it, which may be less than nothing. */
  points: number;
  /** What the place is worth. */
  maximum: number;
  /** Who has told: the rule of the question's type, or a person, by id. */
  by: 'rule' | { person: string };
  markedAt: Date;
  /** A correction of the question has changed it: the last one that did, when, and what was marked before any did. */
  corrected?: { by: string; at: Date; from?: Omit<SlotResult, 'corrected'> };
}

/** By slot; a place that has none yet waits for a person. */
export type SlotResults = Record<string, SlotResult>;

/** What was answered, by slot. */
type Answers = Record<number, { response: QuestionResponse; certainty?: Certainty | undefined } | undefined>;

/** How much of a question's points a response earns by rule, 0 to 1; undefined: a person has to tell. */
export type FractionOf = (question: QuestionContent, response: QuestionResponse) => number | undefined;

export const fractionByType: FractionOf = (question, response) =>
  typeOf(question.type).fraction(question, response);

/** What so much of a right answer earns at a place; what was left blank earns nothing, and costs nothing. */
function earned(
  { points: worth = 1, certainty }: Pick<PaperSlot, 'points' | 'certainty'>,
  answer: Answers[number],
  fraction: number,
): number {
  if (!certainty) return fraction * worth;
  return answer && !isBlank(answer.response) ? shareByCertainty(fraction, answer.certainty) * worth : 0;
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
    const { slot, points: maximum = 1 } = place;
    const question = questions.get(slot);
    if (!question) throw new Error(`slot ${slot} has no question`);
    const response = answers[slot]?.response;
    const told = response && fractionOf(question, response);
    const fraction = told ?? (response === undefined || isBlank(response) ? 0 : undefined);
    if (fraction === undefined) continue;
    results[slot] = {
      fraction,
      points: earned(place, answers[slot], fraction),
      maximum,
      by: 'rule',
      markedAt: at,
    };
  }
  return correctResults(paper, answers, { ...marking, results });
}

interface Answered {
  question: QuestionContent;
  answer: Answers[number];
  fractionOf: FractionOf;
  place: PaperSlot;
  at: Date;
}

type Mark = Pick<SlotResult, 'fraction' | 'points' | 'maximum'>;

/** What an answer earns under a ruling, where that tells it rather than whoever has marked it. */
function markUnder(ruling: Ruling, marked: SlotResult | undefined, answered: Answered): Mark | undefined {
  const { question, answer, fractionOf, place } = answered;
  const { points: worth = 1 } = place;
  const response = answer?.response;
  if (ruling.counts === 'dropped') return { fraction: 0, points: 0, maximum: 0 };
  if (ruling.counts === 'everybody') return { fraction: 1, points: worth, maximum: worth };
  // A person has marked it, or will: what is right is theirs to tell.
  if (marked?.by !== 'rule' || !response) return marked;
  const fraction = isAccepted(question, ruling, response)
    ? 1
    : (fractionOf(keyed(question, ruling), response) ?? marked.fraction);
  return { fraction, points: earned(place, answer, fraction), maximum: worth };
}

const sameMark = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a?.fraction === b?.fraction && a?.points === b?.points && a?.maximum === b?.maximum;

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
  const { fraction, points, maximum } = mark;
  return {
    ...{ fraction, points, maximum },
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
