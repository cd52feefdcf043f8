import type { AttemptResult } from '@chuyen-de/contracts';
import type { Reviewed } from '@chuyen-de/question-types';
import { FormattedMessage } from 'react-intl';
import { Disclosure } from '../../../components/disclosure.tsx';
import { HintsTold } from '../../../question-types/hints-told.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { verdictOf } from '../../../question-types/verdict.ts';

type ReviewItem = NonNullable<AttemptResult['review']>[number];

/** What was tried before the answer that counts, and which hints were told. */
export function TriedAnswers({ question }: { question: ReviewItem }) {
  const { tries = [], hints } = question;
  return (
    <>
      {tries.length > 1 && (
        <Disclosure summary={<FormattedMessage id="result.tries" values={{ count: tries.length }} />}>
          <ol>
            {tries.map(({ response, fraction }, index) => (
              // A try has no name of its own, and the list never changes its order.
              <li key={index}>
                {fraction !== undefined && (
                  <strong>
                    <FormattedMessage id={`result.${verdictOf(fraction)}`} />
                  </strong>
                )}
                <QuestionReview question={{ ...question, response, key: undefined } as Reviewed} />
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      <HintsTold hints={hints} />
    </>
  );
}
