import type { AttemptResult } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../components/notice.tsx';
import { useFormats } from '../lib/formats.ts';

type Corrected = NonNullable<NonNullable<AttemptResult['review']>[number]['corrected']>;

/** That a correction has changed how the question counts, when and why: what its author explains may say otherwise. */
export function CorrectionNote({ corrected: { kind, at, reason = 'none' } }: { corrected: Corrected }) {
  const { date } = useFormats();
  return (
    <Notice>
      <FormattedMessage
        id="result.corrected.at"
        values={{ what: <FormattedMessage id={`result.corrected.${kind}`} />, at: date(at), reason }}
      />
    </Notice>
  );
}
