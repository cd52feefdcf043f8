export { Essay as Answer } from './answer.tsx';
export { EssayReview as Review } from './review.tsx';
