import type { AggregateAnswer } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';

/** Says why figures are missing, where some are; and that rows are, where there were too many. */
export function Withheld({
  answer,
}: {
  answer: Pick<AggregateAnswer, 'rows' | 'total' | 'threshold' | 'truncated'>;
}) {
  const hidden = answer.rows.filter(({ suppressed }) => suppressed).length;
  return (
    <>
      {answer.rows.length === 0 && (
        <p>
          <FormattedMessage id="records.empty" />
        </p>
      )}
      {hidden > 0 && (
        <p>
          <FormattedMessage
            id="records.withheld.why"
            values={{ count: hidden, threshold: answer.threshold }}
          />
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
