import type { CorrectionKind } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';

/** How a question counts, as its corrections say that stand. */
export interface Ruling {
  /** The newest of them. */
  last: { id: string; kind: CorrectionKind; at: Date; reason: string };
  /** Asked as ever; for nobody; with all of its points for everybody who had it. */
  counts: 'asked' | 'dropped' | 'everybody';
  /** What is right in place of what its author wrote. */
  key?: QuestionResponse;
  /** What counts as right beside the key. */
  also: readonly QuestionResponse[];
}

/** By slot; a slot without one counts as its author wrote it. */
export type Rulings = ReadonlyMap<number, Ruling>;

/** How the questions of a paper count where an attempt was made, by the corrections that are known now. */
export type RulingsOf = (attempt: Where) => Promise<Rulings>;
export interface Where {
  platformId: string;
  contextId?: string;
  paper: readonly { slot: number; question: string; revision: number }[];
}

/** The question with the key that counts. */
export const keyed = <Content extends QuestionContent>(
  question: Content,
  ruling: Ruling | undefined,
): Content =>
  (ruling?.key && (typeOf(question.type).keyedBy(question, ruling.key) as Content | undefined)) ?? question;

/** Whether an answer is the same as one that counts as right: by the rules of its type, as capitals may not matter. */
const isSame = (question: QuestionContent, right: QuestionResponse, given: QuestionResponse): boolean => {
  const type = typeOf(question.type);
  const content = type.keyedBy(question, right);
  return content !== undefined && type.fraction(content, given) === 1;
};

/** Whether an answer counts as right beside the key. */
export const isAccepted = (
  question: QuestionContent,
  ruling: Ruling | undefined,
  given: QuestionResponse,
): boolean => (ruling?.also ?? []).some((right) => isSame(question, right, given));
