import { isBlank, isRight, typeOf } from '@chuyen-de/question-types';
import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt } from '../exams/index.ts';
import type { Contribution, CountedPlace } from './contribution.model.ts';

/** For what a place counts that was left blank; no type of question has an id like it. */
export const BLANK = '_';

/** Where answers can be tried several times: that one was tried, and that it was right in the end. */
export const TRIED = '_tried';
export const RIGHT_IN_THE_END = '_right';

/** Points to a millionth: thirds of a point have no end. */
export const exact = (points: number): number => Math.round(points * 1e6) / 1e6;

type Questions = ReadonlyMap<number, QuestionRevision>;

/** What a place brings: where an answer can be tried several times, what the first try came to, before any hint. */
function placesOf(attempt: Attempt, questions: Questions): CountedPlace[] {
  const { paper, answers, results = {} } = attempt;
  return paper.flatMap(({ slot, question: code, revision }): CountedPlace[] => {
    const result = results[slot];
    // Worth nothing: it was taken out of the exam.
    if (!result || result.maximum <= 0) return [];
    const { tries } = result;
    const [first] = (tries && attempt.steps?.[slot]) ?? [];
    const response = (first ?? answers[slot])?.response;
    const content = questions.get(slot);
    // How much was right: what certainty made of it says nothing of the question.
    const said = response !== undefined && !isBlank(response);
    const counts = said ? (content ? typeOf(content.type).countsFor(content, response) : []) : [BLANK];
    const inTheEnd = tries ? [TRIED, ...(isRight(result) ? [RIGHT_IN_THE_END] : [])] : [];
    const points = exact((tries?.first ?? result.fraction) * result.maximum);
    return [[`${code}@${revision}`, points, exact(result.maximum), [...counts, ...inTheEnd]]];
  });
}

/**
 * What an attempt brings into the figures of its questions; undefined while it brings nothing, as it is open, waits for
 * marking, or counts nowhere. One that was removed brings nothing any more, which has to be told.
 */
export function contributionOf(attempt: Attempt, questions: Questions): Contribution | undefined {
  const { _id, change, state, personId, linkId, examCode, contextId, platformId, closedAt } = attempt;
  // A correction that had spared a person the marking was taken back: it waits again, and what it brought goes.
  const waitsAgain = state === 'closed' && attempt.corrected !== undefined;
  if (attempt.trial || (state !== 'marked' && state !== 'removed' && !waitsAgain)) return undefined;
  return {
    _id: `${_id} ${change}`,
    attemptId: _id,
    change,
    personId,
    linkId,
    examCode,
    ...(contextId !== undefined && { contextId }),
    platformId,
    ...(closedAt && { closedAt }),
    first: attempt.number === 1,
    places: JSON.stringify(state === 'marked' ? placesOf(attempt, questions) : []),
    pending: true,
    since: 0,
  };
}
