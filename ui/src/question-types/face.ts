import type { LanguageMap } from '@chuyen-de/contracts';
import type { QuestionResponse, QuestionType, Reviewed, ShownQuestion } from '@chuyen-de/question-types';
import type { ComponentType } from 'react';
import type { MessageId } from '../i18n/messages.ts';

type ResponseOf<Type extends QuestionType> = Extract<QuestionResponse, { type: Type }>;

/** A question at work: it shows a response, and says what it becomes. */
export interface AnswerProps<Type extends QuestionType> {
  question: ShownQuestion<Type> & { slot: number; stem: LanguageMap };
  response: ResponseOf<Type>;
  onAnswer: (response: ResponseOf<Type>) => void;
}

export interface ReviewProps<Type extends QuestionType> {
  question: Reviewed<Type>;
}

/** Which parts of an answer are right, by the identifiers by which the question's page knows them. */
export interface PartsProps<Type extends QuestionType> {
  question: ShownQuestion<Type>;
  right: readonly string[];
}

/** How a type of question looks. */
export interface Face<Type extends QuestionType> {
  /** The response that answers nothing. */
  blank: ResponseOf<Type>;
  /** What to do, in a few words. */
  hint: MessageId;
  /** How to take an answer back. */
  clear: MessageId;
  Answer: ComponentType<AnswerProps<Type>>;
  /** What was answered and what is right, as far as the review tells them. */
  Review: ComponentType<ReviewProps<Type>>;
  /** Names the parts of an answer that are right; absent: the type has no such parts. */
  Parts?: ComponentType<PartsProps<Type>>;
  /** Absent: `Answer` and `Review` are there already. */
  load?: () => Promise<unknown>;
}

/** What of a type's face may be loaded when a paper has such a question. */
export type Look<Type extends QuestionType> = Pick<Face<Type>, 'Answer' | 'Review'>;
/** The same of a type whose answers have parts that are right by themselves. */
export type LookWithParts<Type extends QuestionType> = Look<Type> & Required<Pick<Face<Type>, 'Parts'>>;
