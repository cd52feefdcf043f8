import { statementId } from '@chuyen-de/xapi';
import type { Attempt } from '../exams/index.ts';

type MarkedByHand = Pick<Attempt, '_id' | 'markings' | 'answers'>;

/** How often people have marked answers of an attempt. */
const editionOf = ({ markings = {} }: Pick<Attempt, 'markings'>): number =>
  Object.values(markings).reduce((sum, { length }) => sum + length, 0);

/** @param times how often a person has marked it */
export const answeredId = ({ _id, answers }: MarkedByHand, slot: number, times: number): string =>
  statementId(_id, 'answered', `${slot}`, `${answers[slot]?.seq}`, ...(times > 1 ? [`${times}`] : []));

/** @param time which one of its markings, counted from 1 */
export const scoredId = ({ _id }: MarkedByHand, slot: number, time: number): string =>
  statementId(_id, 'scored', `${slot}`, `${time}`);

type End = 'completed' | 'judged';

const endIdOf = ({ _id }: MarkedByHand, end: End, edition: number): string =>
  statementId(_id, end, `${edition}`);

/** The id of a statement about the end of an attempt: another one each time that a person has marked something. */
export function endId(attempt: MarkedByHand, end: End, owedId: string): string {
  const edition = editionOf(attempt);
  return edition === 0 ? statementId(owedId, end) : endIdOf(attempt, end, edition);
}

/** Numbers from 1 to the one before. */
const before = (count: number): number[] =>
  Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 1);

/** Statements that later markings of an attempt have replaced, as far as they were told. */
export const replacedIds = (attempt: MarkedByHand): string[] => [
  ...before(editionOf(attempt)).flatMap((edition) => [
    endIdOf(attempt, 'completed', edition),
    endIdOf(attempt, 'judged', edition),
  ]),
  ...Object.entries(attempt.markings ?? {}).flatMap(([slot, { length }]) =>
    before(length).flatMap((time) => [
      answeredId(attempt, Number(slot), time),
      scoredId(attempt, Number(slot), time),
    ]),
  ),
];
