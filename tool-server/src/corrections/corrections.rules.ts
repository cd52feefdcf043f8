import type { QuestionContent, QuestionResponse } from '@chuyen-de/question-types';
import { typeOf } from '@chuyen-de/question-types';
import type { Ruling } from '../exams/index.ts';
import type { Correction } from './correction.model.ts';

/** What of a correction says how a question counts. */
export type CorrectionTerms = Pick<
  Correction,
  '_id' | 'number' | 'scope' | 'kind' | 'response' | 'of' | 'at' | 'reason'
>;

/** Beyond this many further responses the key itself is wrong. */
const MOST_ALSO = 20;

/** Those that a further one has taken back. */
export const undoneBy = (corrections: readonly CorrectionTerms[]): ReadonlySet<string> =>
  new Set(corrections.flatMap(({ of }) => (of === undefined ? [] : [of])));

type Counting = Pick<Ruling, 'counts' | 'key' | 'also'>;

/** Each kind of correction, over what stood before it. */
const OVER: Record<
  CorrectionTerms['kind'],
  (before: Counting, right: QuestionResponse | undefined) => Counting
> = {
  'accept-also': (before, right) => ({
    ...before,
    counts: 'asked',
    also: right ? [...before.also, right].slice(-MOST_ALSO) : before.also,
  }),
  // Who changes the key says what is right, and nothing beside it.
  'change-key': (_before, right) => ({ counts: 'asked', ...(right && { key: right }), also: [] }),
  drop: (before) => ({ ...before, counts: 'dropped' }),
  'full-credit': (before) => ({ ...before, counts: 'everybody' }),
  undo: (before) => before,
};

/**
 * How a question counts by its corrections, in their order: the latest of those that were not taken back says how, over
 * what stood before it. Undefined: it was never corrected.
 */
export function rulingOf(corrections: readonly CorrectionTerms[]): Ruling | undefined {
  const last = corrections.at(-1);
  if (!last) return undefined;
  const undone = undoneBy(corrections);
  const counting = corrections
    .filter(({ _id }) => !undone.has(_id))
    .reduce<Counting>((before, { kind, response }) => OVER[kind](before, response), {
      counts: 'asked',
      also: [],
    });
  const { _id: id, kind, at, reason } = last;
  return { last: { id, kind, at, reason }, ...counting };
}

/** Whether a response can be what is right about a question. */
export const canBeRight = (question: QuestionContent, response: QuestionResponse): boolean =>
  response.type === question.type && typeOf(question.type).keyedBy(question, response) !== undefined;

/** Whether a rule marks a question at all: one that a person marks has no key that could be another. */
export function hasKey(question: QuestionContent): boolean {
  const type = typeOf(question.type);
  return type.keyedBy(question, type.samples(question).right) !== undefined;
}
