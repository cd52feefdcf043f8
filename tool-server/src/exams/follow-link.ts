import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { readingSince } from '../storage/index.ts';
import type { AttemptSummary } from './attempt-summary.model.ts';

/** Attempts that count of everybody, or of those whose attempts have changed: by person, in the order of their numbers. */
export interface LinkReading {
  isWhole: boolean;
  attempts: Map<string, AttemptSummary[]>;
}

type Mark = Pick<AttemptSummary, '_id' | 'personId' | 'change'>;

/**
 * Follows the attempts that are made through a link: the first reading brings all that count, each later one those of
 * whoever has begun, ended or lost one since, in whatever process that was. Attempts whose learner was forgotten stay
 * until all is read again.
 */
export function followLink(
  summaries: Model<AttemptSummary>,
  linkId: string,
  clock: Clock,
): () => Promise<LinkReading> {
  /** When it was last read, and what had been stored shortly before: it is met again. */
  let readAt: Date | undefined;
  let recent = new Map<string, number>();

  const readAttempts = async (filter: object): Promise<AttemptSummary[]> =>
    summaries.collection
      .find({ linkId, ...filter } as object)
      .sort({ personId: 1, number: 1 })
      .toArray() as unknown as Promise<AttemptSummary[]>;

  const byPerson = (found: readonly AttemptSummary[], people: readonly string[] = []) => {
    const attempts = new Map<string, AttemptSummary[]>(people.map((person) => [person, []]));
    for (const attempt of found) {
      if (attempt.state === 'removed') continue;
      const others = attempts.get(attempt.personId);
      if (others) others.push(attempt);
      else attempts.set(attempt.personId, [attempt]);
    }
    return attempts;
  };

  return async () => {
    const now = clock.now();
    const since = readingSince(readAt?.getTime(), now);
    if (!since) {
      const attempts = byPerson(await readAttempts({}));
      readAt = now;
      recent = new Map();
      return { isWhole: true, attempts };
    }
    const found = (await summaries.collection
      .find({ linkId, storedAt: { $gte: since } } as object, {
        projection: { personId: 1, change: 1 },
      })
      .toArray()) as unknown as Mark[];
    const changed = found.filter(({ _id, change }) => recent.get(_id) !== change);
    const people = [...new Set(changed.map(({ personId }) => personId))];
    const attempts = people.length === 0 ? [] : await readAttempts({ personId: { $in: people } });
    // Not before they are read: a reading that fails is made up for by the next one.
    readAt = now;
    recent = new Map(found.map(({ _id, change }) => [_id, change]));
    return { isWhole: false, attempts: byPerson(attempts, people) };
  };
}
