import type { Accommodation } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import {
  accommodationId,
  accommodationModel,
  type AccommodationScope,
  type StoredAccommodation,
} from './accommodation.model.ts';
import type { AttemptStore } from './attempt-store.ts';
import { dueAtOf } from './terms.rules.ts';

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

  return {
    models: [accommodations],

    async find(scope: AccommodationScope): Promise<Accommodation | undefined> {
      const found = await accommodations.findById(accommodationId(scope)).lean<StoredAccommodation>();
      return found ? plain(found) : undefined;
    },

    /** Accommodations at a link, by person. */
    ofLink: async (linkId: string): Promise<Map<string, Accommodation>> => {
      const found = await accommodations.find({ linkId }).lean<StoredAccommodation[]>();
      return new Map(found.map((stored) => [stored.personId, plain(stored)]));
    },

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
      await extendOpenAttempt(scope, accommodation);
      return accommodation;
    },
  };
}

export type Accommodations = ReturnType<typeof makeAccommodations>;
