export { Numeric as Answer } from './answer.tsx';
export { NumericReview as Review } from './review.tsx';
