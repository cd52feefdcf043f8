import type { ExamDraft, ReviewPart } from '@chuyen-de/contracts';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';

type After = Pick<ExamDraft['review'], 'submitted' | 'open' | 'closed'>;

const ALL: ReviewPart[] = [...REVIEW_PARTS];
const SCORE: ReviewPart[] = ['marks', 'feedback'];

/** The usual choices of what is shown after submitting. */
export const REVIEW_PRESETS: readonly { name: 'all' | 'closed' | 'score' | 'nothing'; after: After }[] = [
  { name: 'all', after: { submitted: ALL, open: ALL, closed: ALL } },
  { name: 'closed', after: { submitted: SCORE, open: SCORE, closed: ALL } },
  { name: 'score', after: { submitted: SCORE, open: SCORE, closed: SCORE } },
  { name: 'nothing', after: { submitted: [], open: [], closed: ALL } },
];

/** Whether a review shows after submitting just that. */
export const isSameReview = (review: After, { submitted, open, closed }: After): boolean =>
  (
    [
      ['submitted', submitted],
      ['open', open],
      ['closed', closed],
    ] as const
  ).every(
    ([moment, parts]) =>
      review[moment].length === parts.length && parts.every((part) => review[moment].includes(part)),
  );
