import { isRight } from '@chuyen-de/question-types';
import { VERBS, type XapiAgent, type XapiStatement } from '@chuyen-de/xapi';
import { markingsOf, type MarkedAttempt } from '../exams/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { Activities } from './activities.ts';
import type { PaperTexts } from './answered.ts';
import { attemptExtensions } from './attempt-extensions.ts';
import { scoredId } from './marked-again.ts';
import type { Setting } from './scene.ts';

/** People who have marked answers of an attempt, by their ids. */
export const markersOf = ({ markings = {} }: Pick<MarkedAttempt, 'markings'>): string[] => [
  ...new Set(Object.values(markings).flatMap((all) => all.map(({ by }) => by))),
];

/**
 * One statement for each answer that a person has marked, with how it was marked last, and who did: not what they wrote
 * to its learner.
 */
export function scoredStatements(
  attempt: MarkedAttempt,
  { questions, markers }: Pick<PaperTexts, 'questions'> & { markers: ReadonlyMap<string, XapiAgent> },
  { actor, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  const parent = [activities.attempt(attempt), activities.assessment(attempt.examCode, attempt.exam.title)];
  return attempt.paper.flatMap(({ slot, question: code, revision }): XapiStatement[] => {
    const markings = markingsOf(attempt, slot);
    const marking = markings.at(-1);
    const result = attempt.results[slot];
    const question = questions.get(revisionId({ code, revision }));
    if (!marking || !result || !question) return [];
    // How they have marked it, whatever a correction made of that.
    const { fraction, points, maximum } = result.corrected?.from ?? result;
    return [
      {
        id: scoredId(attempt, slot, markings.length),
        timestamp: marking.at.toISOString(),
        actor,
        verb: VERBS.scored,
        object: activities.question(question),
        result: {
          score: { scaled: fraction, raw: points, min: 0, max: maximum },
          success: isRight({ fraction }),
        },
        context: contextOf({
          registration: attempt.registration,
          instructor: markers.get(marking.by),
          parent,
          extensions: attemptExtensions(attempt, activities),
        }),
      },
    ];
  });
}
