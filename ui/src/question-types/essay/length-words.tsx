import { FormattedMessage } from 'react-intl';

interface Limit {
  least?: number | undefined;
  most?: number | undefined;
}

/** What of a limit is not kept, and by how many words. */
function breachOf(count: number, { least = 0, most = Infinity }: Limit) {
  if (count > most) return { id: 'question.essay.over', by: count - most } as const;
  return count > 0 && count < least
    ? ({ id: 'question.essay.under', by: least - count } as const)
    : undefined;
}

/** How many words a text has, and how that stands to its limit: going beyond is told, and refused by nobody. */
export function LengthWords({ count, limit = {} }: { count: number; limit?: Limit | undefined }) {
  const breach = breachOf(count, limit);
  return (
    <>
      <FormattedMessage id="question.essay.count" values={{ count }} />
      {(limit.least !== undefined || limit.most !== undefined) && (
        <>
          {' · '}
          <FormattedMessage
            id="question.essay.limit"
            values={{
              kind: limit.least === undefined ? 'most' : limit.most === undefined ? 'least' : 'both',
              least: limit.least,
              most: limit.most,
            }}
          />
        </>
      )}
      {breach && (
        <>
          {' · '}
          <strong>
            <FormattedMessage id={breach.id} values={{ by: breach.by }} />
          </strong>
        </>
      )}
    </>
  );
}
