import type { AggregateAnswer } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';

/** Says that figures are rounded and small ones missing, where they are protected; and that rows are, where there were too many. */
export function Withheld({ answer }: { answer: Pick<AggregateAnswer, 'rows' | 'threshold' | 'truncated'> }) {
  return (
    <>
      {answer.rows.length === 0 && (
        <p>
          <FormattedMessage id="records.empty" />
        </p>
      )}
      {answer.threshold > 0 && (
        <p>
          <FormattedMessage id="records.withheld.why" values={{ threshold: answer.threshold }} />
        </p>
      )}
      {answer.truncated && (
        <p>
          <FormattedMessage id="records.truncated" values={{ count: answer.rows.length }} />
        </p>
      )}
    </>
  );
}
