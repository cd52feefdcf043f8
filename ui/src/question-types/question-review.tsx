import type { Reviewed } from '@chuyen-de/question-types';
import { Suspense } from 'react';
import { Loading } from '../components/loading.tsx';
import { faceOf } from './index.ts';

/** What was answered to a question and what is right, as far as the review tells them. */
export function QuestionReview({ question }: { question: Reviewed }) {
  const { Review } = faceOf(question.type);
  return (
    <Suspense fallback={<Loading />}>
      <Review question={question} />
    </Suspense>
  );
}
