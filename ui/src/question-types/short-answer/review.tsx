import { FormattedMessage } from 'react-intl';
import type { ReviewProps } from '../face.ts';

export const ShortAnswerReview = ({ question: { response, key } }: ReviewProps<'short-answer'>) => (
  <>
    {response !== undefined && response.text !== '' && (
      <p>
        <FormattedMessage id="question.text.yours" values={{ text: response.text }} />
      </p>
    )}
    {key !== undefined && (
      <p>
        <FormattedMessage id="question.text.accepted" values={{ texts: key.join('; ') }} />
      </p>
    )}
  </>
);
