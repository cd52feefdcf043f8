import type { LanguageMap } from '@chuyen-de/contracts';
import { isoDuration, statementId, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { Progress } from '../learning/index.ts';
import type { Activities } from './activities.ts';
import type { Setting } from './scene.ts';

interface TopicCompleted {
  owedId: string;
  at: Date;
  progress: Pick<Progress, 'registration' | 'topicCode' | 'seconds'>;
  title: LanguageMap;
}

/** A learner has read every section of a topic. */
export function topicCompletedStatements(
  { owedId, at, progress, title }: TopicCompleted,
  { actor, course, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  return [
    {
      id: statementId(owedId, 'completed'),
      timestamp: at.toISOString(),
      actor,
      verb: VERBS.completed,
      object: activities.lesson(progress.topicCode, title),
      result: { completion: true, duration: isoDuration(progress.seconds) },
      context: contextOf({ registration: progress.registration, parent: course }),
    },
  ];
}
