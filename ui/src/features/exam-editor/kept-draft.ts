import type { ExamDraft } from '@chuyen-de/contracts';
import { isFormerReview, reviewByMoment } from '@chuyen-de/contracts/review-parts';
import type { Kept, Unsaved as UnsavedDraft } from '../../lib/draft-sheet.ts';
import { makeHeldOnDevice } from '../../lib/held-in-tab.ts';

export type Unsaved = UnsavedDraft<ExamDraft>;
export type KeptDraft = Kept<ExamDraft>;

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
