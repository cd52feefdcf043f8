import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { statementId, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { Activities } from './activities.ts';
import type { Setting } from './scene.ts';

interface Launched {
  owedId: string;
  at: Date;
  item: ItemRef;
  title: LanguageMap;
}

/** A learner opened a topic or an exam. */
export function launchedStatements(
  { owedId, at, item, title }: Launched,
  { actor, course, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  return [
    {
      id: statementId(owedId, 'launched'),
      timestamp: at.toISOString(),
      actor,
      verb: VERBS.launched,
      object: activities.item(item, title),
      context: contextOf({ parent: course }),
    },
  ];
}
