export { Matching as Answer } from './answer.tsx';
export { MatchingReview as Review } from './review.tsx';
export { MatchingParts as Parts } from './parts.tsx';
