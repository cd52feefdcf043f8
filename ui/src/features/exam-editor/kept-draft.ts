import type { ExamDraft } from '@chuyen-de/contracts';
import { isFormerReview, reviewByMoment } from '@chuyen-de/contracts/review-parts';
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

/** A draft that an earlier version of this page kept. */
const today = (draft: ExamDraft): ExamDraft =>
  isFormerReview(draft.review) ? { ...draft, review: reviewByMoment(draft.review) } : draft;

export function openKeptDraft(code: string): KeptDraft {
  const held = makeHeldOnDevice(`chuyen-de.draft.${code}`);
  return {
    get: () => {
      const text = held.get();
      if (text === undefined) return undefined;
      try {
        const { base, draft, ...unsaved } = JSON.parse(text) as Unsaved;
        return { ...unsaved, base: today(base), draft: today(draft) };
      } catch {
        return undefined;
      }
    },
    set: (unsaved) => held.set(unsaved && JSON.stringify(unsaved)),
  };
}
