import type { Accommodation } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import {
  accommodationId,
  accommodationModel,
  type AccommodationScope,
  type StoredAccommodation,
} from './accommodation.model.ts';
import type { AttemptStore } from './attempt-store.ts';
import { dueAtOf } from './terms.rules.ts';

/** A whole class asks when an exam begins; what another process has given may go unnoticed for so long. */
const LINK_KEPT_MS = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  store: AttemptStore;
}

const plain = ({ timeMultiplier, extraAttempts }: Accommodation): Accommodation => ({
  timeMultiplier,
  extraAttempts,
});

/** More time or attempts for single persons. */
export function makeAccommodations({ connection, clock, store }: Deps) {
  const accommodations = accommodationModel(connection);

  /** An attempt under way gains the time too; it never loses time that its learner has been shown. */
  async function extendOpenAttempt(scope: AccommodationScope, accommodation: Accommodation): Promise<void> {
    const open = (await store.ofTaker(scope)).find(({ state }) => state === 'open');
    if (!open) return;
    await store.decide(open._id, (attempt) => {
      if (attempt?.state !== 'open') return { result: undefined };
      const dueAt = dueAtOf(attempt.startedAt, attempt.exam.minutes, accommodation);
      return dueAt > attempt.dueAt ? { result: undefined, set: { dueAt } } : { result: undefined };
    });
  }

  const readLink = (linkId: string): Promise<StoredAccommodation[]> =>
    accommodations.find({ linkId }).lean<StoredAccommodation[]>().exec();
  const linksInMemory = new LRUCache<string, Promise<StoredAccommodation[]>>({
    max: 1_000,
    ttl: LINK_KEPT_MS,
  });
  const knownOfLink = (linkId: string): Promise<StoredAccommodation[]> => {
    const known = linksInMemory.get(linkId);
    if (known) return known;
    const reading = readLink(linkId);
    linksInMemory.set(linkId, reading);
    reading.catch(() => linksInMemory.delete(linkId));
    return reading;
  };

  return {
    models: [accommodations],

    async find(scope: AccommodationScope): Promise<Accommodation | undefined> {
      const id = accommodationId(scope);
      const found = (await knownOfLink(scope.linkId)).find(({ _id }) => _id === id);
      return found && plain(found);
    },

    /** Accommodations at a link, by person. */
    ofLink: async (linkId: string): Promise<Map<string, Accommodation>> =>
      new Map((await readLink(linkId)).map((stored) => [stored.personId, plain(stored)])),

    /** Gives a person an accommodation in place of the former one. */
    give: async (
      scope: AccommodationScope,
      accommodation: Accommodation,
      givenBy: string,
    ): Promise<Accommodation> => {
      await accommodations.updateOne(
        { _id: accommodationId(scope) },
        { $set: { ...scope, ...accommodation, givenBy, givenAt: clock.now() } },
        { upsert: true },
      );
      linksInMemory.delete(scope.linkId);
      await extendOpenAttempt(scope, accommodation);
      return accommodation;
    },
  };
}

export type Accommodations = ReturnType<typeof makeAccommodations>;
