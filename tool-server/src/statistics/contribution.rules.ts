import { isBlank, typeOf } from '@chuyen-de/question-types';
import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt } from '../exams/index.ts';
import type { Contribution, CountedPlace } from './contribution.model.ts';

/** For what a place counts that was left blank; no type of question has an id like it. */
export const BLANK = '_';

/** Points to a millionth: thirds of a point have no end. */
export const exact = (points: number): number => Math.round(points * 1e6) / 1e6;

type Questions = ReadonlyMap<number, QuestionRevision>;

function placesOf({ paper, answers, results = {} }: Attempt, questions: Questions): CountedPlace[] {
  return paper.flatMap(({ slot, question: code, revision }): CountedPlace[] => {
    const result = results[slot];
    // Worth nothing: it was taken out of the exam.
    if (!result || result.maximum <= 0) return [];
    const response = answers[slot]?.response;
    const content = questions.get(slot);
    // How much was right: what certainty made of it says nothing of the question.
    const said = response !== undefined && !isBlank(response);
    const counts = said ? (content ? typeOf(content.type).countsFor(content, response) : []) : [BLANK];
    return [[`${code}@${revision}`, exact(result.fraction * result.maximum), exact(result.maximum), counts]];
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
