import type { LanguageMap } from '@chuyen-de/contracts';
import { PROGRESS, statementId, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { Progress } from '../learning/index.ts';
import type { Activities } from './activities.ts';
import type { Setting } from './scene.ts';

interface TopicProgressed {
  owedId: string;
  at: Date;
  progress: Pick<Progress, 'registration' | 'topicCode'>;
  title: LanguageMap;
  /** Newly read. */
  sections: { id: string; title: LanguageMap | undefined }[];
  /** Sections read by then, of how many. */
  read: number;
  of: number;
}

/** A learner has come further: each section and material that is new, and how much of the topic that makes. */
export function topicProgressedStatements(
  { owedId, at, progress, title, sections, read, of }: TopicProgressed,
  { actor, course, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  const lesson = activities.lesson(progress.topicCode, title);
  const common = { timestamp: at.toISOString(), actor };
  const { registration } = progress;
  return [
    ...sections.map((section) => ({
      id: statementId(owedId, 'viewed', section.id),
      ...common,
      verb: VERBS.viewed,
      object: activities.part(progress.topicCode, section.id, section.title),
      context: contextOf({ registration, parent: [lesson] }),
    })),
    {
      id: statementId(owedId, 'progressed'),
      ...common,
      verb: VERBS.progressed,
      object: lesson,
      result: { extensions: { [PROGRESS]: Math.round((100 * read) / of) } },
      context: contextOf({ registration, parent: course }),
    },
  ];
}
