import { tidyJoinCode } from '@chuyen-de/contracts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import type { StoredSitting } from '../sittings/index.ts';
import { isSame, type Guesses } from './guesses.ts';

interface Deps {
  guesses: Guesses;
}

interface Asking extends ExamPlace {
  personId: string;
  address: string;
  /** The one that they are in. */
  sitting: Pick<StoredSitting, 'joinCode'>;
  /** As it came. */
  typed: string | undefined;
}

export type JoinCodeRefusal =
  | { code: 'join_code_missing' }
  | { code: 'join_code_wrong'; guessesLeft: number }
  | { code: 'join_code_guessed'; until: string };

/** Asks who would begin for the code of their sitting; wrong guesses are limited for each person, and at an address. */
export const makeAskJoinCode =
  ({ guesses }: Deps) =>
  async ({
    personId,
    address,
    sitting,
    typed = '',
    ...place
  }: Asking): Promise<JoinCodeRefusal | undefined> => {
    const given = tidyJoinCode(typed);
    if (given === '') return { code: 'join_code_missing' };
    const of = placeKey(place);
    const id = `${personId} sitting ${of}`;
    const shut = await guesses.shutAt(of, address);
    if (shut) return { code: 'join_code_guessed', until: shut.toISOString() };
    const guess = await guesses.count(id, personId);
    if (!guess.ok) return { code: 'join_code_guessed', until: guess.until.toISOString() };
    if (isSame(given, sitting.joinCode)) {
      await guesses.forget(id);
      return undefined;
    }
    await guesses.countAt(of, address);
    return { code: 'join_code_wrong', guessesLeft: guess.left };
  };

export type AskJoinCode = ReturnType<typeof makeAskJoinCode>;
