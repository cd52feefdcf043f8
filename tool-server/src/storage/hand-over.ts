interface HandOverOptions<Piece> {
  /** Pieces in memory at the most: what comes beyond waits in the store, due at once. */
  most: number;
  /** Whether enough is left of the lease under which a piece was stored to work on it. */
  isHeld: (piece: Piece) => boolean;
}

/**
 * The short way from whoever stores work to the worker of the same process: the work is stored leased, and handed
 * over. Should the process die, the lease runs out and any worker finds the work.
 */
export function makeHandOver<Piece>({ most, isHeld }: HandOverOptions<Piece>) {
  let handed: Piece[] = [];
  return {
    hasRoom: (): boolean => handed.length < most,

    add: (piece: Piece): void => void handed.push(piece),

    /** The first piece that is ready and still held. */
    take(isReady: (piece: Piece) => boolean = () => true): Piece | undefined {
      const index = handed.findIndex((piece) => isHeld(piece) && isReady(piece));
      return index < 0 ? undefined : handed.splice(index, 1)[0];
    },

    /** Takes out what waited for too long, to be given back to the store. */
    takeStale(): Piece[] {
      const stale = handed.filter((piece) => !isHeld(piece));
      if (stale.length > 0) handed = handed.filter(isHeld);
      return stale;
    },
  };
}
