export { Cloze as Answer } from './answer.tsx';
export { ClozeReview as Review } from './review.tsx';
