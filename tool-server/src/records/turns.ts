import { makeTurns } from '@chuyen-de/xapi';
import type { WebProcess } from '../processes/index.ts';

/** What web processes ask the first one for: a turn of a credential of the record store. */
const TURN = 'turn';

/** In the first process: counts the requests of credentials for all, so that the limit is one. */
export function countTurns({ rateLimit }: { rateLimit: number }) {
  const take = makeTurns({ perSecond: rateLimit });
  return ({ answer }: Pick<WebProcess, 'answer'>): void => {
    answer(TURN, (key) => take(String(key)));
  };
}

/** In a web process: asks the first one for turns. */
export const turnsOf =
  (web: Pick<WebProcess, 'ask'>) =>
  async (key: string): Promise<number> =>
    Number(await web.ask(TURN, key));
