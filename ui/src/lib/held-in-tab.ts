/**
 * A value that outlives a reload of the frame. Where the browser forbids storage (third-party frames with
 * cookies blocked) it lives in memory alone.
 */
function makeHeld(storage: 'sessionStorage' | 'localStorage', key: string) {
  const read = (): string | undefined => {
    try {
      return window[storage].getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  };
  let value = read();
  return {
    get: () => value,
    set(next: string | undefined) {
      value = next;
      try {
        if (next === undefined) window[storage].removeItem(key);
        else window[storage].setItem(key, next);
      } catch {
        // Memory keeps it until the frame goes.
      }
    },
  };
}

/** Held for as long as its tab is open. */
export const makeHeldInTab = (key: string) => makeHeld('sessionStorage', key);

/** Held on the device until somebody clears it: nothing that tells of a person. */
export const makeHeldOnDevice = (key: string) => makeHeld('localStorage', key);
