import { createHash, timingSafeEqual } from 'node:crypto';
import { tidyPassword } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { passwordGuessModel } from './password-guess.model.ts';

/** Whoever has heard a password mistypes it once or twice; who tries out what it may be has so many in so long. */
const MOST_GUESSES = 5;
const GUESSING_MS = 5 * 60_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

export type PasswordRefusal =
  | { code: 'exam_password_missing' }
  | { code: 'exam_password_wrong'; guessesLeft: number }
  | { code: 'exam_password_guessed'; until: string };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

type Guess = { ok: true; left: number } | { ok: false; until: Date };

/** Counts guesses of one person at one exam, in whatever process they come: all before any of them is looked at. */
function makeGuesses({ connection, clock }: Deps) {
  const guesses = passwordGuessModel(connection);

  async function insert(guess: { _id: string; personId: string; until: Date }): Promise<boolean> {
    try {
      await guesses.insertMany([{ ...guess, count: 1 }], { lean: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    models: [guesses],

    count: async (_id: string, personId: string): Promise<Guess> => {
      for (;;) {
        const now = clock.now();
        const until = new Date(now.getTime() + GUESSING_MS);
        if (await insert({ _id, personId, until })) return { ok: true, left: MOST_GUESSES - 1 };
        await guesses.updateOne({ _id, until: { $lte: now } }, { $set: { count: 0, until } });
        const counted = await guesses
          .findOneAndUpdate(
            { _id, count: { $lt: MOST_GUESSES } },
            { $inc: { count: 1 } },
            { returnDocument: 'after' },
          )
          .lean();
        if (counted) return { ok: true, left: MOST_GUESSES - counted.count };
        const full = await guesses.findById(_id).lean();
        if (full && full.until > now) return { ok: false, until: full.until };
      }
    },

    forget: async (_id: string): Promise<void> => {
      await guesses.deleteOne({ _id });
    },
  };
}

interface Asking {
  personId: string;
  examCode: string;
  /** The exam's; undefined: it asks for none. */
  password: string | undefined;
  /** As it came. */
  typed: string | undefined;
}

/** Asks who would begin an exam for its password, where it has one; wrong guesses are limited for each person. */
export function makeAskPassword(deps: Deps) {
  const { models, count, forget } = makeGuesses(deps);
  return {
    models,

    askPassword: async ({
      personId,
      examCode,
      password,
      typed = '',
    }: Asking): Promise<PasswordRefusal | undefined> => {
      if (password === undefined) return undefined;
      const given = tidyPassword(typed);
      if (given === '') return { code: 'exam_password_missing' };
      const id = `${personId} ${examCode}`;
      const guess = await count(id, personId);
      if (!guess.ok) return { code: 'exam_password_guessed', until: guess.until.toISOString() };
      if (!isSame(given, tidyPassword(password)))
        return { code: 'exam_password_wrong', guessesLeft: guess.left };
      await forget(id);
      return undefined;
    },
  };
}

export type AskPassword = ReturnType<typeof makeAskPassword>['askPassword'];
