import type { Sittings } from '../sittings/index.ts';
import { makeAskJoinCode } from './ask-join-code.ts';
import { makeAskPassword } from './ask-password.ts';
import { makeCheckPlace } from './check-place.ts';
import { makeChoosePaper } from './choose-paper.ts';
import { makeGuesses } from './guesses.ts';
import { makeHoldAttempt } from './hold-attempt.ts';
import { makeStartAttempt } from './start-attempt.ts';

/** How attempts begin, and are taken up again. */
export function makeBeginning(
  given: Omit<Parameters<typeof makeHoldAttempt>[0], 'checkPlace'> &
    Parameters<typeof makeCheckPlace>[0] &
    Parameters<typeof makeGuesses>[0] &
    Parameters<typeof makeChoosePaper>[0] & { sittings: Sittings } & Omit<
      Parameters<typeof makeStartAttempt>[0],
      'holdAttempt' | 'choosePaper' | 'askPassword' | 'askJoinCode' | 'checkPlace'
    >,
) {
  const parts = { ...given, checkPlace: makeCheckPlace(given) };
  const guesses = makeGuesses(parts);
  const asking = { askPassword: makeAskPassword({ guesses }), askJoinCode: makeAskJoinCode({ guesses }) };
  const holdAttempt = makeHoldAttempt(parts);
  const choosePaper = makeChoosePaper(parts);
  return {
    models: [...guesses.models, ...given.sittings.models],
    holdAttempt,
    startAttempt: makeStartAttempt({ ...parts, ...asking, holdAttempt, choosePaper }),
  };
}
