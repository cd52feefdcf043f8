export { Cloze as Answer } from './answer.tsx';
export { ClozeReview as Review } from './review.tsx';
export { ClozeParts as Parts } from './parts.tsx';
