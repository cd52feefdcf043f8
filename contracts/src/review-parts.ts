/** What pages know of reviews; without the schemas, which would more than double what a learner loads. */

/**
 * When somebody looks at an attempt of theirs: while it is open, in the two minutes after its result is there, later
 * while the exam takes attempts, and once it has closed for them.
 */
export const REVIEW_MOMENTS = ['during', 'submitted', 'open', 'closed'] as const;
export type ReviewMoment = (typeof REVIEW_MOMENTS)[number];

/**
 * What can be shown of it: own answers; score, and points of each question; whether each is right; the key; explanation
 * with its source; the remark on the classification.
 */
export const REVIEW_PARTS = ['response', 'marks', 'correctness', 'key', 'explanation', 'feedback'] as const;
export type ReviewPart = (typeof REVIEW_PARTS)[number];

/** What can be shown of a question that was checked while its attempt is open: own answers always are. */
export const PARTS_DURING = ['marks', 'correctness', 'key', 'explanation'] as const;

/** For each moment what is shown then. */
export type ReviewByMoment = Record<ReviewMoment, ReviewPart[]>;

/** What exams said of reviews before it mattered when. */
export interface FormerReview {
  answers: boolean;
  key: boolean;
  explanation: boolean;
}

export const isFormerReview = (review: object): review is FormerReview => 'answers' in review;

/** The same, said by moment: the score was always told, and all else as soon as there was one. */
export function reviewByMoment({ answers, key, explanation }: FormerReview): ReviewByMoment {
  const parts = REVIEW_PARTS.filter((part) => {
    if (part === 'response' || part === 'correctness') return answers;
    return part === 'key' ? key : part === 'explanation' ? explanation : true;
  });
  const during = parts.filter(
    (part) => part === 'explanation' || (answers && part === 'marks') || part === 'correctness',
  );
  return { during, submitted: parts, open: parts, closed: parts };
}
