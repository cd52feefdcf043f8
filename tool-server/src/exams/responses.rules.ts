import type { QuestionResponse, QuestionType } from '@chuyen-de/contracts';

type ResponseFault = { code: 'unknown_option'; option: string } | { code: 'too_many_options' };

/** What the engine has to know of a type of question: a new type is a new row of `QUESTION_TYPES`. */
interface TypeOfQuestion {
  /** Why a response cannot be one to a question with these options. */
  fault(response: QuestionResponse, options: readonly string[]): ResponseFault | undefined;
  /** Whether a response answers at all; a withdrawn answer does not. */
  answers(response: QuestionResponse): boolean;
  /** Points for a response: 1 for a right one, 0 otherwise. */
  points(response: QuestionResponse, key: readonly string[]): number;
}

function unknownOption(
  { selected }: QuestionResponse,
  options: readonly string[],
): ResponseFault | undefined {
  const unknown = selected.find((option) => !options.includes(option));
  return unknown === undefined ? undefined : { code: 'unknown_option', option: unknown };
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  const [first, second] = [new Set(a), new Set(b)];
  return first.size === second.size && [...first].every((item) => second.has(item));
};

const choosesSome = ({ selected }: QuestionResponse): boolean => selected.length > 0;
const allOrNothing = ({ selected }: QuestionResponse, key: readonly string[]): number =>
  sameSet(selected, key) ? 1 : 0;

export const QUESTION_TYPES: Record<QuestionType, TypeOfQuestion> = {
  'single-choice': {
    fault: (response, options) =>
      unknownOption(response, options) ??
      (new Set(response.selected).size > 1 ? { code: 'too_many_options' } : undefined),
    answers: choosesSome,
    points: allOrNothing,
  },
  'multiple-choice': { fault: unknownOption, answers: choosesSome, points: allOrNothing },
};
