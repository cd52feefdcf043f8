import type { Accommodation } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { isDuplicateKey, owe, type OwedQueue } from '../storage/index.ts';
import { accommodationModel, type StoredAccommodation } from './accommodation.model.ts';
import { timeDeedModel, type TimeDeed } from './time-deed.model.ts';
import { accommodationAt } from './time.rules.ts';

/** A whole class asks when an exam begins; what another process has written down may go unnoticed for so long. */
const LINK_KEPT_MS = 1_000;
/** After so long nobody begins an attempt any more without knowing of a deed. */
const KNOWN_BY_ALL_MS = 2 * LINK_KEPT_MS;

interface Deps {
  connection: Connection;
  owedQueue: OwedQueue;
}

type NewDeed = Omit<TimeDeed, '_id' | 'deed' | 'owed' | 'personId'>;

/** What earlier releases stored, one for a person, in place of the one before. */
const asDeed = ({ _id, givenBy, givenAt, timeMultiplier, extraAttempts, ...of }: StoredAccommodation) =>
  ({
    _id,
    deed: _id,
    linkId: of.linkId,
    examCode: of.examCode,
    kind: 'accommodation',
    personId: of.personId,
    at: givenAt,
    by: givenBy,
    accommodation: { timeMultiplier, extraAttempts },
    owed: [],
  }) satisfies TimeDeed;

const byTime = (a: TimeDeed, b: TimeDeed): number => a.at.getTime() - b.at.getTime();

/** The deed's documents, one for each whom it names: so each belongs to one person, or to nobody. */
const documentsOf = (id: string, people: readonly string[] | undefined, deed: NewDeed): TimeDeed[] =>
  (people ?? [undefined]).map((personId) => ({
    ...deed,
    _id: personId === undefined ? id : `${id} ${personId}`,
    deed: id,
    ...(personId !== undefined && { personId }),
    owed: [owe('time', deed.at)],
  }));

/** Who began while a process did not know of it yet is found by a second look, which waits in the store. */
const withSecondLook = (deed: TimeDeed, leased: TimeDeed['owed']): TimeDeed => {
  const later = owe('time', deed.at);
  return { ...deed, owed: [...leased, { ...later, due: new Date(later.due.getTime() + KNOWN_BY_ALL_MS) }] };
};

/** Reads all that was done at a link, in its order; what is `known` may be a second old. */
function makeReadings(deeds: Model<TimeDeed>, accommodations: Model<StoredAccommodation>) {
  const read = async (linkId: string): Promise<TimeDeed[]> => {
    const [found, former] = await Promise.all([
      deeds.collection.find({ linkId }).sort({ at: 1 }).toArray() as Promise<unknown[]> as Promise<
        TimeDeed[]
      >,
      accommodations.find({ linkId }).lean<StoredAccommodation[]>(),
    ]);
    return former.length === 0 ? found : [...former.map(asDeed), ...found].sort(byTime);
  };
  const inMemory = new LRUCache<string, Promise<TimeDeed[]>>({ max: 1_000, ttl: LINK_KEPT_MS });
  const known = (linkId: string): Promise<TimeDeed[]> => {
    const held = inMemory.get(linkId);
    if (held) return held;
    const reading = read(linkId);
    inMemory.set(linkId, reading);
    reading.catch(() => inMemory.delete(linkId));
    return reading;
  };
  return { read, known, forget: (linkId: string): void => void inMemory.delete(linkId) };
}

type Readings = ReturnType<typeof makeReadings>;

/** Writes deeds down; one that is written down already is not written again. */
const makeWrite =
  (deeds: Model<TimeDeed>, { forget }: Readings, owedQueue: OwedQueue) =>
  async (id: string, people: readonly string[] | undefined, deed: NewDeed): Promise<void> => {
    const documents = documentsOf(id, people, deed).map((each) => {
      const leased = owedQueue.lease(each.owed);
      return { leased, stored: withSecondLook(each, leased) };
    });
    try {
      await deeds.collection.insertMany(
        documents.map(({ stored }) => stored as never),
        { ordered: false },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return;
    } finally {
      forget(deed.linkId);
    }
    for (const { stored, leased } of documents) owedQueue.hand(deeds, stored, leased);
  };

const makeAccommodationsOfLink =
  ({ read }: Readings) =>
  async (linkId: string): Promise<Map<string, Accommodation>> => {
    const all = (await read(linkId)).filter(({ kind }) => kind === 'accommodation');
    const people = new Set(all.flatMap(({ personId }) => personId ?? []));
    const given = [...people].map((id) => [id, accommodationAt(all, id)] as const);
    return new Map(given.flatMap(([id, accommodation]) => (accommodation ? [[id, accommodation]] : [])));
  };

const at = ({ examCode }: ExamPlace, all: readonly TimeDeed[]): TimeDeed[] =>
  all.filter((deed) => deed.examCode === examCode);

/** What was done to the time of exams. */
export function makeTimeDeeds({ connection, owedQueue }: Deps) {
  const deeds = timeDeedModel(connection);
  const accommodations = accommodationModel(connection);
  const readings = makeReadings(deeds, accommodations);

  return {
    models: [deeds, accommodations],
    /** The collection whose documents owe that attempts hear of them. */
    deeds,

    /** All of an exam at a link, in their order, as they are now. */
    of: async (place: ExamPlace): Promise<TimeDeed[]> => at(place, await readings.read(place.linkId)),

    /** The same, as it was a second ago at most. */
    knownOf: async (place: ExamPlace): Promise<TimeDeed[]> => at(place, await readings.known(place.linkId)),

    /** Where something was done since a time. */
    placesSince: async (time: Date): Promise<ExamPlace[]> =>
      (await deeds.collection
        .find({ at: { $gte: time } }, { projection: { _id: 0, linkId: 1, examCode: 1 } })
        .toArray()) as unknown[] as ExamPlace[],

    /** The accommodations at a link, by person. */
    accommodationsOfLink: makeAccommodationsOfLink(readings),

    write: makeWrite(deeds, readings, owedQueue),
  };
}

export type TimeDeeds = ReturnType<typeof makeTimeDeeds>;
