import type { Marking } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** Who has marked an answer, when and how. */
export function MarkingWords({ marking: { by, at, points, comment, reason } }: { marking: Marking }) {
  const { dateTime, number } = useFormats();
  return (
    <>
      <FormattedMessage
        id="marking.by"
        values={{ by: by ?? 'none', name: by, at: dateTime(at), points: number(points) }}
      />
      {comment !== null && (
        <>
          {' '}
          <FormattedMessage id="marking.byComment" values={{ comment }} />
        </>
      )}
      {reason !== null && (
        <>
          {' '}
          <FormattedMessage id="marking.byReason" values={{ reason }} />
        </>
      )}
    </>
  );
}
