import { randomInt } from 'node:crypto';
import { JOIN_CODE_DIGITS, MOST_SITTINGS, type SittingNamed, type SittingTerms } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { makeSeats, type Seats } from './seats.ts';
import { sittingModel, type StoredSitting } from './sitting.model.ts';

/** A whole class asks when a sitting begins; what another process has changed may go unnoticed for so long. */
const KEPT_MS = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

const newCode = (): string => String(randomInt(10 ** JOIN_CODE_DIGITS)).padStart(JOIN_CODE_DIGITS, '0');

const collator = new Intl.Collator('vi', { numeric: true });

/** By when they begin, then by name. */
const inOrder = (a: StoredSitting, b: StoredSitting): number =>
  (a.opensAt ?? '').localeCompare(b.opensAt ?? '') || collator.compare(a.name, b.name);

type MakeResult = 'made' | 'known' | 'too_many_sittings';

/** Reads the sittings of an exam; what is `known` may be a second old. */
function makeReadings(sittings: Model<StoredSitting>) {
  const inMemory = new LRUCache<string, Promise<StoredSitting[]>>({ max: 1_000, ttl: KEPT_MS });
  const of = async ({ linkId, examCode }: ExamPlace): Promise<StoredSitting[]> => {
    const found = await sittings.find({ linkId }).lean<StoredSitting[]>();
    return found.filter((sitting) => sitting.examCode === examCode).sort(inOrder);
  };
  const knownOf = (place: ExamPlace): Promise<StoredSitting[]> => {
    const key = placeKey(place);
    const held = inMemory.get(key);
    if (held) return held;
    const reading = of(place);
    inMemory.set(key, reading);
    reading.catch(() => inMemory.delete(key));
    return reading;
  };
  return { of, knownOf, forget: (place: ExamPlace): void => void inMemory.delete(placeKey(place)) };
}

type Readings = ReturnType<typeof makeReadings>;

/** Makes, changes and removes sittings. */
function makeChanges(sittings: Model<StoredSitting>, { of, forget }: Readings) {
  return {
    async make(place: ExamPlace, id: string, terms: SittingTerms): Promise<MakeResult> {
      const all = await of(place);
      if (all.some(({ _id }) => _id === id)) return 'known';
      if (all.length >= MOST_SITTINGS) return 'too_many_sittings';
      const { linkId, examCode } = place;
      try {
        await sittings.insertMany([{ _id: id, linkId, examCode, ...terms, joinCode: newCode(), edition: 1 }]);
        return 'made';
      } catch (error) {
        if (isDuplicateKey(error)) return 'known';
        throw error;
      } finally {
        forget(place);
      }
    },

    /** Changes a sitting that is still of an edition; false: somebody else has changed it since. */
    async change(
      sitting: StoredSitting,
      { terms, isRecoded }: { terms: SittingTerms; isRecoded: boolean },
    ): Promise<boolean> {
      const { _id, linkId, examCode, joinCode, edition } = sitting;
      const changed = { _id, linkId, examCode, ...terms, joinCode: isRecoded ? newCode() : joinCode };
      const { modifiedCount } = await sittings.replaceOne(
        { _id, edition },
        { ...changed, edition: edition + 1 },
      );
      forget(sitting);
      return modifiedCount === 1;
    },

    async remove(sitting: StoredSitting): Promise<void> {
      await sittings.deleteOne({ _id: sitting._id });
      forget(sitting);
    },
  };
}

/** Who is in which of them. */
function makeFinding(seats: Omit<Seats, 'models'>, { knownOf }: Readings) {
  return {
    /** The one that somebody is in; undefined: in none, or in one that is gone. */
    async sittingOf(place: ExamPlace, personId: string): Promise<StoredSitting | undefined> {
      const all = await knownOf(place);
      if (all.length === 0) return undefined;
      const seat = await seats.find(place, personId);
      return seat ? all.find(({ _id }) => _id === seat.sittingId) : undefined;
    },

    /** The one of everybody who is in one, by person. */
    async ofPeople(place: ExamPlace): Promise<Map<string, SittingNamed>> {
      const all = await knownOf(place);
      if (all.length === 0) return new Map();
      const named = new Map(all.map(({ _id, name }) => [_id, { id: _id, name }]));
      return new Map(
        [...(await seats.of(place))].flatMap(([personId, id]) => {
          const sitting = named.get(id);
          return sitting ? [[personId, sitting] as const] : [];
        }),
      );
    },
  };
}

/** Sittings of exams at links, and who is in which. */
export function makeSittings(deps: Deps) {
  const sittings = sittingModel(deps.connection);
  const { models, ...seats } = makeSeats(deps);
  const readings = makeReadings(sittings);
  return {
    models: [sittings, ...models],
    seats,
    of: readings.of,
    /** The same, as they were a second ago at most. */
    knownOf: readings.knownOf,
    ...makeFinding(seats, readings),
    ...makeChanges(sittings, readings),
  };
}

export type Sittings = ReturnType<typeof makeSittings>;
