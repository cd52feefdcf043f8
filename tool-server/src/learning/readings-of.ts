import type { Model } from 'mongoose';
import { progressId, type Progress } from './progress.model.ts';

/** Documents asked for by one command. */
const AT_ONCE = 2_000;

/** How far somebody has come with a topic. */
export type Reading = Pick<Progress, 'personId' | 'topicCode' | 'read' | 'reportedAt' | 'completedAt'>;

/** Finds how far some persons have come with some topics, as far as they have begun. */
export const makeReadingsOf =
  (progress: Model<Progress>) =>
  async (topicCodes: readonly string[], personIds: readonly string[]): Promise<Reading[]> => {
    const ids = personIds.flatMap((person) => topicCodes.map((code) => progressId(person, code)));
    const found: Reading[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = await progress.collection
        .find(
          { _id: { $in: ids.slice(from, from + AT_ONCE) as never[] } },
          { projection: { personId: 1, topicCode: 1, read: 1, reportedAt: 1, completedAt: 1 } },
        )
        .toArray();
      found.push(...(some as unknown as Reading[]));
    }
    return found;
  };
