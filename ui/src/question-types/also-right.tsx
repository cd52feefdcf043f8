import type { Reviewed } from '@chuyen-de/question-types';
import { FormattedMessage } from 'react-intl';
import { QuestionReview } from './question-review.tsx';

/** What counts as right beside the key, since a correction. */
export function AlsoRight({ question }: { question: Reviewed }) {
  const { also = [] } = question;
  if (also.length === 0) return null;
  return (
    <>
      <p>
        <strong>
          <FormattedMessage id="result.also" />:
        </strong>
      </p>
      {also.map((key, index) => (
        // A key has no name of its own, and the list never changes its order.
        <QuestionReview key={index} question={{ ...question, response: undefined, key } as Reviewed} />
      ))}
    </>
  );
}
