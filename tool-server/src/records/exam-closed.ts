import type { Score } from '@chuyen-de/contracts';
import {
  isoDuration,
  MASTERY_SCORE,
  statementId,
  VERBS,
  type XapiResult,
  type XapiStatement,
} from '@chuyen-de/xapi';
import type { Attempt } from '../exams/index.ts';
import type { Activities } from './activities.ts';
import type { Setting } from './scene.ts';

export type EndedAttempt = Attempt & Required<Pick<Attempt, 'closedAt' | 'closedBy' | 'score'>>;

/** The scale of scores and pass marks. */
const SCALE = 10;

/** Scaled as people see it and as passing is decided: on 0–10 with one decimal. Points are exact. */
const scoreOf = ({ given, maximum, outOfTen }: Score): NonNullable<XapiResult['score']> => ({
  scaled: outOfTen / SCALE,
  raw: given,
  min: 0,
  max: maximum,
});

/**
 * An attempt has ended, or was scored again: handed in (if the learner did), completed, passed or failed.
 * A new score makes new statements, since what was told stands; a reader takes the latest.
 */
export function examClosedStatements(
  attempt: EndedAttempt,
  event: { owedId: string; at: Date; again: boolean },
  { actor, course, context: { grouping, category, ...context } }: Setting,
  activities: Activities,
): XapiStatement[] {
  const { registration, score, exam, startedAt, closedAt, closedBy, examCode } = attempt;
  const object = activities.attempt(attempt);
  const assessment = activities.assessment(examCode, exam.title);
  const duration = isoDuration((closedAt.getTime() - startedAt.getTime()) / 1_000);
  const result = { score: scoreOf(score), success: score.passed, duration };
  const common = { timestamp: event.at.toISOString(), actor };
  const inAttempt = {
    registration,
    ...context,
    contextActivities: { parent: [assessment], grouping, category },
  };
  const submitted: XapiStatement = {
    id: statementId(event.owedId, 'submitted'),
    ...common,
    verb: VERBS.submitted,
    object,
    result: { completion: true, duration },
    context: inAttempt,
  };
  return [
    ...(closedBy === 'learner' && !event.again ? [submitted] : []),
    {
      id: statementId(event.owedId, 'completed'),
      ...common,
      verb: VERBS.completed,
      object,
      result: { ...result, completion: true },
      context: inAttempt,
    },
    {
      id: statementId(event.owedId, 'judged'),
      ...common,
      verb: score.passed ? VERBS.passed : VERBS.failed,
      object: assessment,
      result,
      context: {
        registration,
        ...context,
        contextActivities: { parent: course, grouping, category },
        extensions: { [MASTERY_SCORE]: exam.passMark / SCALE },
      },
    },
  ];
}
