import type { ExamDraft } from '@chuyen-de/contracts';
import { isFormerReview, reviewByMoment } from '@chuyen-de/contracts/review-parts';
import type { Kept, Unsaved as UnsavedDraft } from '../../lib/draft-sheet.ts';
import { openKept } from '../../lib/kept-draft.ts';

export type Unsaved = UnsavedDraft<ExamDraft>;
export type KeptDraft = Kept<ExamDraft>;

/** A draft that an earlier version of this page kept. */
const today = (draft: ExamDraft): ExamDraft =>
  isFormerReview(draft.review) ? { ...draft, review: reviewByMoment(draft.review) } : draft;

export const openKeptDraft = (code: string): KeptDraft => openKept(`chuyen-de.draft.${code}`, today);
