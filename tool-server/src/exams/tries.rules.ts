import {
  USUAL_PENALTY,
  USUAL_TRIES,
  type ExamFile,
  type LanguageMap,
  type TriesTerms,
} from '@chuyen-de/contracts';
import { isSameResponse, type CreditedPart, type QuestionResponse } from '@chuyen-de/question-types';

/** How often an answer may be tried, what a further try costs in per cent, whether it is told which parts are right. */
export interface TryTerms {
  most: number;
  penalty: number;
  tellsParts?: true;
}

/** How often the answers of an exam may be tried, and by which terms; undefined: once at the most. */
export const triesTerms = ({
  behaviour,
  tries,
  penalty,
  tellsParts,
}: Pick<ExamFile, 'behaviour' | 'tries' | 'penalty' | 'tellsParts'>): TryTerms | undefined =>
  behaviour === 'interactive'
    ? { most: tries ?? USUAL_TRIES, penalty: penalty ?? USUAL_PENALTY, ...(tellsParts && { tellsParts }) }
    : undefined;

/** What learners are told of these terms. */
export const toldTerms = (terms: TryTerms | undefined): { tries?: TriesTerms } =>
  terms ? { tries: { most: terms.most, penalty: terms.penalty } } : {};

/** An answer that was checked. */
interface Step {
  response: QuestionResponse;
  fraction: number;
}

interface Steps<Each = Step> {
  /** By slot, in their order. */
  steps?: Record<string, Each[]> | undefined;
}

/** What an attempt knows of tries. */
interface Checked extends Steps {
  exam: { tries?: TryTerms | undefined };
}

/** The answers at a place that were checked, in their order. */
export const stepsAt = <Each>({ steps = {} }: Steps<Each>, slot: number): readonly Each[] =>
  steps[slot] ?? [];

/** How often the answer at a place may still be checked. */
export function triesLeft(attempt: Checked, slot: number): number {
  const steps = stepsAt(attempt, slot);
  const most = attempt.exam.tries?.most ?? 1;
  return steps.at(-1)?.fraction === 1 ? 0 : Math.max(0, most - steps.length);
}

/** The response that was checked last at a place, and whether it stands; undefined: none was. */
export function checkedAt(
  attempt: Checked,
  slot: number,
): { response: QuestionResponse; stands: boolean } | undefined {
  const last = stepsAt(attempt, slot).at(-1);
  return last && { response: last.response, stands: triesLeft(attempt, slot) === 0 };
}

/** The hints that were told at a place: one after each try that was not right and could be followed by another. */
export function hintsTold(
  attempt: Checked,
  slot: number,
  { hints = [] }: { hints?: LanguageMap[] | undefined },
): LanguageMap[] {
  const failed = stepsAt(attempt, slot).filter(({ fraction }) => fraction < 1).length;
  return hints.slice(0, Math.min(failed, (attempt.exam.tries?.most ?? 1) - 1));
}

/** What was answered at a place, with what was checked before it. */
export interface TriedAnswer {
  response: QuestionResponse;
  tried?: readonly QuestionResponse[] | undefined;
}

/** Everything that was tried, first to last: the answer as it was left is the last try, unless it was checked already. */
export function responsesOf({ response, tried = [] }: TriedAnswer): readonly QuestionResponse[] {
  const last = tried.at(-1);
  return last && isSameResponse(last, response) ? tried : [...tried, response];
}

/** Answers with what was checked before each. */
export const withTries = <Answer extends { response: QuestionResponse }>({
  answers,
  steps,
}: {
  answers: Record<string, Answer>;
} & Steps): Record<string, Answer & TriedAnswer> => {
  if (!steps) return answers;
  return Object.fromEntries(
    Object.entries(answers).map(([slot, answer]) => {
      const tried = steps[slot]?.map(({ response }) => response);
      return [slot, tried ? { ...answer, tried } : answer];
    }),
  );
};

/** What of a response is right: how much, and which of the parts that earn points by themselves. */
export interface Judged {
  fraction: number;
  parts?: readonly CreditedPart[] | undefined;
}

/** Tries as they are judged now, up to the first that is right: none would have followed it. Undefined: a person judges. */
export function judgeTries(
  answer: TriedAnswer,
  judge: (response: QuestionResponse) => Judged | undefined,
): Judged[] | undefined {
  const tries: Judged[] = [];
  for (const response of responsesOf(answer)) {
    const judged = judge(response);
    if (!judged) return undefined;
    tries.push(judged);
    if (judged.fraction === 1) break;
  }
  return tries;
}

/** Shares without what computers lose of decimals. */
const exact = (share: number): number => Math.round(share * 1e6) / 1e6;

/**
 * What tries at a question earn, as a share of what it is worth: what of the last one is right, less the penalty for each
 * try before it. Where parts earn points by themselves, one that is right in the end has cost as many tries as there were
 * up to the last one in which it was not.
 * @param penalty of each further try, in per cent of what the question is worth
 * @see Moodle, qbehaviour_interactive (adjust_fraction), qtype_match (compute_final_grade)
 */
export function shareOfTries(tries: readonly Judged[], penalty: number): number {
  const last = tries.at(-1);
  if (!last || tries.length === 1) return last?.fraction ?? 0;
  const costOf = (before: number): number => (before * penalty) / 100;
  const all = tries.map(({ parts }) => parts);
  if (!last.parts || all.some((parts) => parts?.length !== last.parts?.length))
    return exact(Math.max(0, last.fraction - costOf(tries.length - 1)));
  const earned = last.parts.map(({ right, share }, index) => {
    const wrongAt = all.findLastIndex((parts) => parts?.[index]?.right !== true);
    return right ? share * Math.max(0, 1 - costOf(wrongAt + 1)) : 0;
  });
  return exact(earned.reduce((sum, each) => sum + each, 0));
}
