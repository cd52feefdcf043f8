import { statementId } from '@chuyen-de/xapi';
import type { Attempt } from '../exams/index.ts';

type Told = Pick<Attempt, '_id' | 'markings' | 'answers' | 'results' | 'corrected'>;

/** How often people have marked answers of an attempt. */
const editionOf = ({ markings = {} }: Pick<Attempt, 'markings'>): number =>
  Object.values(markings).reduce((sum, { length }) => sum + length, 0);

/**
 * An answer whose points a correction has changed is told by another statement than before.
 * @param times how often a person has marked it
 */
export function answeredId({ _id, answers, results = {} }: Told, slot: number, times: number): string {
  const by = results[slot]?.corrected?.by;
  const marked = [...(times > 1 ? [`${times}`] : []), ...(by === undefined ? [] : [by])];
  return statementId(_id, 'answered', `${slot}`, `${answers[slot]?.seq}`, ...marked);
}

/** @param time which one of its markings, counted from 1 */
export const scoredId = ({ _id }: Told, slot: number, time: number): string =>
  statementId(_id, 'scored', `${slot}`, `${time}`);

type End = 'completed' | 'judged';

const endIdOf = ({ _id }: Told, end: End, edition: number): string => statementId(_id, end, `${edition}`);

/**
 * The id of a statement about the end of an attempt: another one each time that a person has marked something, or that
 * a correction has changed what was marked.
 */
export function endId(attempt: Told, end: End, owedId: string): string {
  const edition = editionOf(attempt);
  const { _id, corrected } = attempt;
  if (corrected) return statementId(_id, end, `${edition}`, corrected.told);
  return edition === 0 ? statementId(owedId, end) : endIdOf(attempt, end, edition);
}

/** Statements that tell the answers of a corrected attempt, and how it came out, as it is now. */
export const standingIds = (attempt: Told): string[] => [
  ...Object.keys(attempt.answers).map((slot) =>
    answeredId(attempt, Number(slot), (attempt.markings?.[slot] ?? []).length),
  ),
  endId(attempt, 'completed', ''),
  endId(attempt, 'judged', ''),
];

/** Numbers from 1 to the one before. */
const before = (count: number): number[] =>
  Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 1);

/** Statements that later markings of an attempt have replaced, as far as they were told. */
export const replacedIds = (attempt: Told): string[] => [
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
