import type { LanguageMap } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Localised } from '../components/localised.tsx';

/** Hints that were told of a question, in their order. */
export const HintsTold = ({ hints = [] }: { hints?: readonly LanguageMap[] | undefined }) =>
  hints.map((hint, index) => (
    // A hint has no name of its own, and the list never changes its order.
    <p key={index}>
      <strong>
        <FormattedMessage id="question.hint" values={{ number: index + 1 }} />
      </strong>{' '}
      <Localised text={hint} />
    </p>
  ));
