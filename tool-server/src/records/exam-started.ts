import { statementId, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { Attempt } from '../exams/index.ts';
import type { Activities } from './activities.ts';
import { attemptExtensions } from './attempt-extensions.ts';
import type { Setting } from './scene.ts';

/** A learner began an attempt at an exam. */
export function examStartedStatements(
  attempt: Attempt,
  { actor, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  return [
    {
      id: statementId(attempt._id, 'started'),
      timestamp: attempt.startedAt.toISOString(),
      actor,
      verb: VERBS.started,
      object: activities.attempt(attempt),
      context: contextOf({
        registration: attempt.registration,
        parent: [activities.assessment(attempt.examCode, attempt.exam.title)],
        // Not how it ended, which it may have by the time that its start is told.
        extensions: attemptExtensions({ number: attempt.number }, activities),
      }),
    },
  ];
}
