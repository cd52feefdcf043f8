import type { AnswerToMark, Marking } from '@chuyen-de/contracts';
import { shownResponse, typeOf } from '@chuyen-de/question-types';
import type { NamesById } from '../classes/index.ts';
import { markingsOf, type AnswerMarking } from '../exams/index.ts';
import type { FoundAnswer } from './find-answer.ts';
import { refusalOf } from './marking.rules.ts';

export const presentMarking = (
  { by, at, points, criteria, comment, reason }: AnswerMarking,
  names: ReadonlyMap<string, string | undefined>,
): Marking => ({
  by: names.get(by) ?? null,
  at: at.toISOString(),
  points,
  criteria: criteria ?? null,
  comment: comment ?? null,
  reason: reason ?? null,
});

/** An answer as those see it who mark: what was asked and written, by what it is marked, and nothing of whose it is. */
export async function presentAnswer(
  { attempt, place, question }: FoundAnswer,
  namesById: NamesById,
): Promise<AnswerToMark> {
  const { slot, optionOrder, points: maximum = 1 } = place;
  const type = typeOf(question.type);
  const markings = markingsOf(attempt, slot);
  const names = await namesById(markings.map(({ by }) => by));
  return {
    attempt: attempt._id,
    // Response and key are of the question's type, which the compiler cannot follow through the union.
    question: {
      ...type.show(question, optionOrder),
      slot,
      code: question.code,
      stem: question.stem,
      maximum,
      response: shownResponse(attempt.answers[slot]?.response ?? type.blank, optionOrder),
      key: type.keyOf(question, optionOrder),
    } as AnswerToMark['question'],
    criteria: type.criteria?.(question) ?? [],
    markings: markings.map((marking) => presentMarking(marking, names)),
    can: { mark: refusalOf(attempt, slot) === undefined },
  };
}
