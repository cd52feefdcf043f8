/** Bytes of long answers at one time: while one is read it takes several times that, as text and as what it says. */
const ROOM_BYTES = 24 * 1024 * 1024;

/** What a long answer takes of the room. */
export interface Place {
  /** Settles once there is room for it. */
  entered: Promise<void>;
  /** Gives it back, or stops waiting for it; however often. */
  leave: () => void;
}

/**
 * Bounds the memory of all long answers under way together: a hundred LMSs may answer in the same moment. Those that
 * find no room wait in the order in which they came; one alone is let in whatever its size.
 */
export function makeAnswerRoom(bytes = ROOM_BYTES) {
  let taken = 0;
  const waiting = new Set<{ size: number; enter: () => void }>();

  function letIn(): void {
    for (const next of waiting) {
      if (taken > 0 && taken + next.size > bytes) return;
      waiting.delete(next);
      taken += next.size;
      next.enter();
    }
  }

  return {
    /** @param size in bytes, at the most */
    enter(size: number): Place {
      let leave = (): void => undefined;
      const entered = new Promise<void>((enter) => {
        const own = { size, enter };
        waiting.add(own);
        let isThere = true;
        leave = () => {
          if (!isThere) return;
          isThere = false;
          if (!waiting.delete(own)) taken -= size;
          letIn();
        };
      });
      letIn();
      return { entered, leave };
    },
  };
}

export type AnswerRoom = ReturnType<typeof makeAnswerRoom>;
