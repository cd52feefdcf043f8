import { TopicPage, type Locale, type Score } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Catalogue } from '../catalogue/index.ts';
import { makeFileAddresses } from '../files/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SessionData } from '../sessions/index.ts';
import type { OwedQueue } from '../storage/index.ts';
import type { CheckOutcome } from './evidence.rules.ts';
import { learningRoutes } from './learning.routes.ts';
import { progressId, progressModel, type Progress } from './progress.model.ts';
import { completionScore } from './progress.rules.ts';
import { makeReadingsOf } from './readings-of.ts';
import { makeRecordProgress } from './record-progress.ts';
import { countedIds, sectionIds, topicPage } from './topic-page.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  catalogue: Catalogue;
  /** Addresses of files follow from it. */
  secret: string;
  /** Takes the statements that a person's progress owes. */
  owedQueue: OwedQueue;
}

/** Progress through topics. */
export function makeLearning({ connection, clock, catalogue, secret, owedQueue }: Deps) {
  const { addressOf } = makeFileAddresses({ clock, secret });
  const progress = progressModel(connection);
  const findProgress = (personId: string, topicCode: string): Promise<Progress | null> =>
    progress.findById(progressId(personId, topicCode)).lean<Progress>();
  const recordProgress = makeRecordProgress({ progress, clock, owedQueue });
  return {
    models: [progress],
    /** The collection whose documents owe statements. */
    progress,
    router: learningRoutes({
      catalogue,
      findProgress,
      addressOf,
      recordProgress,
    }),

    /** Counts how a self-check among the materials of a topic went. */
    recordCheck: async (
      session: SessionData,
      topicCode: string,
      check: CheckOutcome & { id: string },
    ): Promise<void> => {
      const found = await catalogue.findTopic(topicCode);
      if (!found) return;
      const ids = { sections: sectionIds(found), counted: countedIds(found) };
      const evidence = [{ kind: 'check' as const, ...check }];
      await recordProgress({ session, topicCode, ...ids, read: [], seconds: 0, evidence });
    },

    /** What a person has read of a topic, as a gradebook counts it; undefined before they have begun. */
    async completionOf(personId: string, topicCode: string): Promise<Score | undefined> {
      const [found, held] = await Promise.all([
        catalogue.findTopic(topicCode),
        findProgress(personId, topicCode),
      ]);
      return found && held ? completionScore(held, countedIds(found)) : undefined;
    },

    /** A topic with its person's progress, as its API answers it; undefined where there is no such topic. */
    async pageOf(code: string, personId: string, locale: Locale): Promise<TopicPage | undefined> {
      const [found, read] = await Promise.all([catalogue.findTopic(code), findProgress(personId, code)]);
      return found && TopicPage.parse(topicPage(found, read, { asked: locale, addressOf }));
    },

    /** What a topic is completed by, as it is in force; undefined where there is no such topic. */
    async countedOf(topicCode: string): Promise<string[] | undefined> {
      const found = await catalogue.findTopic(topicCode);
      return found && countedIds(found);
    },

    /** How far some persons have come with some topics: so much of it as lists show. */
    readingsOf: makeReadingsOf(progress),

    /** How far some persons have read a topic, by person. */
    async progressOf(topicCode: string, personIds: readonly string[]): Promise<Map<string, Progress>> {
      const ids = personIds.map((personId) => progressId(personId, topicCode));
      const found = await progress.find({ _id: { $in: ids } }).lean<Progress[]>();
      return new Map(found.map((item) => [item.personId, item]));
    },
  };
}

export type Learning = ReturnType<typeof makeLearning>;
