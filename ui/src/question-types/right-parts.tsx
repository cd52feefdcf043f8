import { FormattedMessage } from 'react-intl';

/** Which parts of an answer are right, by their names. */
export const RightParts = ({ names }: { names: readonly string[] }) => (
  <p>
    <FormattedMessage
      id={names.length > 0 ? 'question.parts.right' : 'question.parts.none'}
      values={{ parts: names.join('; ') }}
    />
  </p>
);
