export { Ordering as Answer } from './answer.tsx';
export { OrderingReview as Review } from './review.tsx';
export { OrderingParts as Parts } from './parts.tsx';
