import { tidyPassword } from '@chuyen-de/contracts';
import { isSame, type Guesses } from './guesses.ts';

interface Deps {
  guesses: Pick<Guesses, 'count' | 'forget'>;
}

export type PasswordRefusal =
  | { code: 'exam_password_missing' }
  | { code: 'exam_password_wrong'; guessesLeft: number }
  | { code: 'exam_password_guessed'; until: string };

interface Asking {
  personId: string;
  examCode: string;
  /** The exam's; undefined: it asks for none. */
  password: string | undefined;
  /** As it came. */
  typed: string | undefined;
}

/** Asks who would begin an exam for its password, where it has one; wrong guesses are limited for each person. */
export const makeAskPassword =
  ({ guesses: { count, forget } }: Deps) =>
  async ({ personId, examCode, password, typed = '' }: Asking): Promise<PasswordRefusal | undefined> => {
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
  };

export type AskPassword = ReturnType<typeof makeAskPassword>;
