import type { Score } from '@chuyen-de/contracts';
import {
  isoDuration,
  MASTERY_SCORE,
  statementId,
  VERBS,
  type XapiActivity,
  type XapiResult,
  type XapiStatement,
} from '@chuyen-de/xapi';
import { reportedScore, scaledMark, type MarkedAttempt } from '../exams/index.ts';
import type { Activities } from './activities.ts';
import { attemptExtensions } from './attempt-extensions.ts';
import { endId } from './marked-again.ts';
import type { Setting } from './scene.ts';

/**
 * Scaled as people see it and as passing is decided: on 0–10 with one decimal. Points stay beside it, since
 * they are whole: Moodle's record store refuses others. @see Moodle, `core_xapi\local\statement\item_score`
 */
const scoreOf = (score: Score): NonNullable<XapiResult['score']> => ({
  scaled: reportedScore(score).scaled,
  raw: score.given,
  min: 0,
  max: score.maximum,
});

interface Ending {
  owedId: string;
  at: Date;
  /** It was marked and told before: that it was handed in has not changed. */
  again: boolean;
}

/** What the statements about one end have in common. */
function commonOf(
  { registration, exam, number, startedAt, closedAt, closedBy, examCode, corrected }: MarkedAttempt,
  { at }: Ending,
  { actor, contextOf }: Setting,
  activities: Activities,
) {
  const extensions = {
    ...attemptExtensions({ number, closedBy }, activities),
    ...(corrected && { [activities.extensions.corrected]: corrected.at.toISOString() }),
  };
  const assessment = activities.assessment(examCode, exam.title);
  return {
    assessment,
    duration: isoDuration((closedAt.getTime() - startedAt.getTime()) / 1_000),
    who: { timestamp: at.toISOString(), actor },
    within: (parent: XapiActivity[], more: Record<string, unknown> = {}) =>
      contextOf({ registration, parent, extensions: { ...extensions, ...more } }),
  };
}

/**
 * An attempt has ended and is marked: handed in (if the learner did), completed, passed or failed. After a correction
 * it is told anew how it came out; that it was handed in stands.
 */
export function examClosedStatements(
  attempt: MarkedAttempt,
  event: Ending,
  setting: Setting,
  activities: Activities,
): XapiStatement[] {
  const { score, closedBy, exam } = attempt;
  const { assessment, duration, who, within } = commonOf(attempt, event, setting, activities);
  const object = activities.attempt(attempt);
  const inAttempt = within([assessment]);
  const result = { score: scoreOf(score), success: score.passed, duration };
  const submitted: XapiStatement = {
    id: statementId(event.owedId, 'submitted'),
    ...who,
    verb: VERBS.submitted,
    object,
    result: { completion: true, duration },
    context: inAttempt,
  };
  return [
    ...(closedBy === 'learner' && !event.again ? [submitted] : []),
    {
      id: endId(attempt, 'completed', event.owedId),
      ...who,
      verb: VERBS.completed,
      object,
      result: { ...result, completion: true },
      context: inAttempt,
    },
    {
      id: endId(attempt, 'judged', event.owedId),
      ...who,
      verb: score.passed ? VERBS.passed : VERBS.failed,
      object: assessment,
      result,
      context: within(setting.course, { [MASTERY_SCORE]: scaledMark(exam.passMark) }),
    },
  ];
}
