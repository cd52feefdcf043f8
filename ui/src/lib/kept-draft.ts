import type { Kept, Unsaved } from './draft-sheet.ts';
import { makeHeldOnDevice } from './held-in-tab.ts';

/**
 * What of a draft is not saved yet, on the device.
 * @param today makes of a draft that an earlier version of the page kept what it is now
 */
export function openKept<Draft>(key: string, today = (draft: Draft): Draft => draft): Kept<Draft> {
  const held = makeHeldOnDevice(key);
  return {
    get: () => {
      const text = held.get();
      if (text === undefined) return undefined;
      try {
        const { base, draft, ...unsaved } = JSON.parse(text) as Unsaved<Draft>;
        return { ...unsaved, base: today(base), draft: today(draft) };
      } catch {
        return undefined;
      }
    },
    set: (unsaved) => held.set(unsaved && JSON.stringify(unsaved)),
  };
}
