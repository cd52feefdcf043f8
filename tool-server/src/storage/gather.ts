import { setImmediate as turn } from 'node:timers/promises';

/**
 * Does pieces of work together: those that come in one turn of the process, and what comes while a round is under way
 * goes with the next, in one. A single piece does not wait. Should a round fail, each of its pieces is tried on its own, so that one that cannot be
 * done holds up no other.
 */
export function makeGather<Piece>(doTogether: (pieces: Piece[]) => Promise<void>) {
  interface Waiting {
    piece: Piece;
    resolve: () => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let underWay = false;

  const doAlone = ({ piece, resolve, reject }: Waiting): Promise<void> =>
    doTogether([piece]).then(resolve, reject);

  async function doRound(round: Waiting[]): Promise<void> {
    try {
      await doTogether(round.map(({ piece }) => piece));
      for (const { resolve } of round) resolve();
    } catch (error) {
      if (round.length === 1) round[0]?.reject(error);
      else for (const each of round) await doAlone(each);
    }
  }

  async function doAll(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) {
      await turn();
      const round = waiting;
      waiting = [];
      await doRound(round);
    }
    underWay = false;
  }

  /** Resolves once the piece is done. */
  return (piece: Piece): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ piece, resolve, reject });
      if (!underWay) void doAll();
    });
}
