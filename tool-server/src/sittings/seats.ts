import { MOST_SEATS } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { seatModel, type Seat } from './seat.model.ts';
import type { StoredSitting } from './sitting.model.ts';
import { freeSeat } from './sitting.rules.ts';

/** A class that picks at once asks for another place so often: only then is something wrong. */
const MOST_TRIES = 200;

interface Deps {
  connection: Connection;
  clock: Clock;
}

interface Taking {
  sitting: StoredSitting;
  personId: string;
  by: string;
}

const seatId = (place: ExamPlace, personId: string): string => `${placeKey(place)} ${personId}`;

/** Counts how many are in each of some sittings. */
const makeTaken =
  (seats: Model<Seat>) =>
  async (sittingIds: readonly string[]): Promise<Map<string, number>> =>
    new Map(
      await Promise.all(
        sittingIds.map(async (id) => [id, await seats.countDocuments({ sittingId: id })] as const),
      ),
    );

/** Who is in which sitting. */
export function makeSeats({ connection, clock }: Deps) {
  const seats = seatModel(connection);

  const numbersIn = async (sittingId: string): Promise<number[]> =>
    (await seats.collection.find({ sittingId }, { projection: { _id: 0, seat: 1 } }).toArray()).map(
      ({ seat }) => seat as unknown as number,
    );

  /** Sits somebody down, wherever they were; false: another one was faster. */
  async function sitDown(
    place: ExamPlace,
    { sitting, personId, by }: Taking,
    seat: number,
  ): Promise<boolean> {
    const { linkId, examCode } = place;
    const change = { linkId, examCode, personId, sittingId: sitting._id, seat, by, at: clock.now() };
    try {
      await seats.updateOne({ _id: seatId(place, personId) }, { $set: change }, { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  const find = (place: ExamPlace, personId: string): Promise<Seat | null> =>
    seats.findById(seatId(place, personId)).lean<Seat>();

  return {
    models: [seats],
    find,

    /** Everybody who is in one, by person. */
    of: async ({ linkId, examCode }: ExamPlace): Promise<Map<string, string>> => {
      const found = await seats.collection
        .find({ linkId }, { projection: { _id: 0, personId: 1, sittingId: 1, examCode: 1 } })
        .toArray();
      const theirs = (found as unknown as Seat[]).filter((seat) => seat.examCode === examCode);
      return new Map(theirs.map(({ personId, sittingId }) => [personId, sittingId]));
    },

    taken: makeTaken(seats),

    /** Gives somebody a place in a sitting; false: it is full. Who is there already stays where they sit. */
    async take(taking: Taking): Promise<boolean> {
      const { sitting, personId } = taking;
      const present = await find(sitting, personId);
      if (present?.sittingId === sitting._id) return true;
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const taken = await numbersIn(sitting._id);
        const seat = freeSeat(taken, sitting.capacity ?? MOST_SEATS, Math.random());
        if (seat === undefined) return false;
        if (await sitDown(sitting, taking, seat)) return true;
      }
      throw new Error(`places in the sitting ${sitting._id} kept being taken`);
    },

    leave: async (place: ExamPlace, people: readonly string[]): Promise<number> =>
      (await seats.deleteMany({ _id: { $in: people.map((id) => seatId(place, id)) } })).deletedCount,
  };
}

export type Seats = ReturnType<typeof makeSeats>;
