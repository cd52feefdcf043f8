import { createHash, timingSafeEqual } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { passwordGuessModel } from './password-guess.model.ts';

/** Whoever has heard a password mistypes it once or twice; who tries out what it may be has so many in so long. */
const MOST_GUESSES = 5;
const GUESSING_MS = 5 * 60_000;
/** A class may share one address, and hear a code wrong together; many accounts at one address try no more than that. */
const MOST_FROM_ADDRESS = 200;

interface Deps {
  connection: Connection;
  clock: Clock;
}

type Guess = { ok: true; left: number } | { ok: false; until: Date };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that says nothing. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Addresses say where people are: they are counted by a digest, for some minutes. */
const addressId = (of: string, address: string): string =>
  `address ${digest(`${of} ${address}`).toString('base64url')}`;

/** Counts guesses of one person at one exam, in whatever process they come: all before any of them is looked at. */
export function makeGuesses({ connection, clock }: Deps) {
  const guesses = passwordGuessModel(connection);

  async function insert(guess: { _id: string; personId?: string; until: Date }): Promise<boolean> {
    try {
      await guesses.insertMany([{ ...guess, count: 1 }], { lean: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Counts one, unless there were `most` of them lately. */
  async function countOne(
    { _id, personId }: { _id: string; personId?: string },
    most: number,
  ): Promise<Guess> {
    for (;;) {
      const now = clock.now();
      const until = new Date(now.getTime() + GUESSING_MS);
      if (await insert({ _id, ...(personId !== undefined && { personId }), until }))
        return { ok: true, left: most - 1 };
      await guesses.updateOne({ _id, until: { $lte: now } }, { $set: { count: 0, until } });
      const counted = await guesses
        .findOneAndUpdate({ _id, count: { $lt: most } }, { $inc: { count: 1 } }, { returnDocument: 'after' })
        .lean();
      if (counted) return { ok: true, left: most - counted.count };
      const full = await guesses.findById(_id).lean();
      if (full && full.until > now) return { ok: false, until: full.until };
    }
  }

  return {
    models: [guesses],

    count: (_id: string, personId: string): Promise<Guess> => countOne({ _id, personId }, MOST_GUESSES),

    forget: async (_id: string): Promise<void> => {
      await guesses.deleteOne({ _id });
    },

    /** Until when nobody may guess at an address; undefined: they may. */
    async shutAt(of: string, address: string): Promise<Date | undefined> {
      const found = await guesses.findById(addressId(of, address)).lean();
      return found && found.count >= MOST_FROM_ADDRESS && found.until > clock.now() ? found.until : undefined;
    },

    /** Counts a wrong one there: those who know what is asked for share the address. */
    countAt: async (of: string, address: string): Promise<void> => {
      await countOne({ _id: addressId(of, address) }, MOST_FROM_ADDRESS);
    },
  };
}

export type Guesses = ReturnType<typeof makeGuesses>;
