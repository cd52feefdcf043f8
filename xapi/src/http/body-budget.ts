/** Memory that the body of one request takes. */
export interface Holding {
  /** Takes more; false when there is no room for it, however many others make way. */
  grow: (bytes: number) => boolean;
  /** It is whole: from now on it makes way for nobody. */
  complete: () => void;
  /** Gives everything back. */
  release: () => void;
}

interface Held {
  bytes: number;
  makeWay: () => void;
}

/**
 * Bounds the memory of the bodies of all requests under way together. Where it is used up, the body that has been
 * arriving the longest makes way: who sends slowly, or never ends, keeps nobody from being heard.
 * @param bytes for all of them
 */
export function makeBodyBudget(bytes: number) {
  let taken = 0;
  /** Those that are not whole yet, the oldest first. */
  const arriving = new Set<Held>();

  const oldestBut = (own: Held): Held | undefined => {
    for (const held of arriving) if (held !== own) return held;
    return undefined;
  };

  return {
    /** @param makeWay ends the request and releases what it holds */
    open(makeWay: () => void): Holding {
      const held: Held = { bytes: 0, makeWay };
      arriving.add(held);
      return {
        grow(more) {
          while (taken + more > bytes) {
            const oldest = oldestBut(held);
            if (!oldest) return false;
            oldest.makeWay();
          }
          taken += more;
          held.bytes += more;
          return true;
        },
        complete: () => arriving.delete(held),
        release() {
          arriving.delete(held);
          taken -= held.bytes;
          held.bytes = 0;
        },
      };
    },

    /** Bytes taken at the moment. */
    get taken(): number {
      return taken;
    },
  };
}

export type BodyBudget = ReturnType<typeof makeBodyBudget>;
