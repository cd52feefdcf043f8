import type { ExamDraft } from '@chuyen-de/contracts';
import { makeHeldOnDevice } from '../../lib/held-in-tab.ts';

/** What of a draft is not saved yet: kept on the device, so that it outlives a reload or a closed tab. */
export interface Unsaved {
  /** The edition that it was made from, and what that said. */
  edition: number;
  base: ExamDraft;
  draft: ExamDraft;
}

export interface KeptDraft {
  get: () => Unsaved | undefined;
  set: (unsaved: Unsaved | undefined) => void;
}

export function openKeptDraft(code: string): KeptDraft {
  const held = makeHeldOnDevice(`chuyen-de.draft.${code}`);
  return {
    get: () => {
      const text = held.get();
      if (text === undefined) return undefined;
      try {
        return JSON.parse(text) as Unsaved;
      } catch {
        return undefined;
      }
    },
    set: (unsaved) => held.set(unsaved && JSON.stringify(unsaved)),
  };
}
