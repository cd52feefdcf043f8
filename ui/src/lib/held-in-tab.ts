/**
 * A value that outlives a reload of the frame. Where the browser forbids storage (third-party frames with
 * cookies blocked) it lives in memory alone.
 */
export function makeHeldInTab(key: string) {
  const read = (): string | undefined => {
    try {
      return sessionStorage.getItem(key) ?? undefined;
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
        if (next === undefined) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, next);
      } catch {
        // Memory keeps it until the frame goes.
      }
    },
  };
}
