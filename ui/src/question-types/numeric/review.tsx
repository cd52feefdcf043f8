import { FormattedMessage, useIntl } from 'react-intl';
import { useText } from '../../lib/localised.ts';
import type { ReviewProps } from '../face.ts';
import { useNumberWords } from './use-number-words.ts';

export function NumericReview({ question: { response, key, unit } }: ReviewProps<'numeric'>) {
  const words = useNumberWords();
  const text = useText();
  const { formatMessage } = useIntl();
  const counted = unit ? ` ${text(unit)}` : '';
  return (
    <>
      {response !== undefined && response.text !== '' && (
        <p>{formatMessage({ id: 'question.text.yours' }, { text: response.text })}</p>
      )}
      {key && (
        <p>
          <FormattedMessage
            id={key.from === key.to ? 'question.number.key' : 'question.number.range'}
            values={{
              value: words(key.answer) + counted,
              from: words(key.from),
              to: words(key.to) + counted,
            }}
          />
        </p>
      )}
    </>
  );
}
