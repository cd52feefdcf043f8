import { isBlank, typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';
import type { PaperSlot } from './draw.rules.ts';

/** What an answer has earned at a place of a paper. */
export interface SlotResult {
  /** Share of the points of the place, 0 to 1. */
  fraction: number;
  points: number;
  /** What the place is worth. */
  maximum: number;
  /** Who has told: the rule of the question's type, or a person, by id. */
  by: 'rule' | { person: string };
  markedAt: Date;
}

/** By slot; a place that has none yet waits for a person. */
export type SlotResults = Record<string, SlotResult>;

/** What was answered, by slot. */
type Answers = Record<number, { response: QuestionResponse } | undefined>;

/** How much of a question's points a response earns by rule, 0 to 1; undefined: a person has to tell. */
export type FractionOf = (question: QuestionContent, response: QuestionResponse) => number | undefined;

export const fractionByType: FractionOf = (question, response) =>
  typeOf(question.type).fraction(question, response);

interface Marking {
  /** The question of each slot. */
  questions: ReadonlyMap<number, QuestionContent>;
  fractionOf: FractionOf;
  at: Date;
}

/**
 * The results that rules can tell. Where nothing was answered there is nothing for a person to mark: that is worth
 * nothing, whatever the type.
 */
export function markByRule(
  paper: readonly PaperSlot[],
  answers: Answers,
  { questions, fractionOf, at }: Marking,
): SlotResults {
  const results: SlotResults = {};
  for (const { slot, points: maximum = 1 } of paper) {
    const question = questions.get(slot);
    if (!question) throw new Error(`slot ${slot} has no question`);
    const response = answers[slot]?.response;
    const told = response && fractionOf(question, response);
    const fraction = told ?? (response === undefined || isBlank(response) ? 0 : undefined);
    if (fraction === undefined) continue;
    results[slot] = { fraction, points: fraction * maximum, maximum, by: 'rule', markedAt: at };
  }
  return results;
}

/** How the queue of markers finds the answers to a question through a link. */
export const markingKey = (linkId: string, question: string): string => `${linkId} ${question}`;

/** The code of the question in a key of the queue. */
export const questionOfKey = (key: string): string => key.slice(key.indexOf(' ') + 1);

/** Slots that wait for a person. */
export const waitingSlots = (paper: readonly PaperSlot[], results: SlotResults): number[] =>
  paper.flatMap(({ slot }) => (results[slot] ? [] : [slot]));
