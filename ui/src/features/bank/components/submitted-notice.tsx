import type { Submitted } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';

/** What became of questions that were handed in to the council. */
export function SubmittedNotice({ submitted }: { submitted: Submitted }) {
  const { done, faulty, changed, under, authored } = submitted;
  const left = { faulty: faulty.length, changed: changed.length, under: under.length };
  return (
    <Notice tone={done > 0 ? 'good' : 'warn'} live>
      <p>
        <FormattedMessage id="appraisal.submitted" values={{ count: done }} />
      </p>
      {left.faulty + left.changed + left.under > 0 && (
        <p>
          <FormattedMessage id="appraisal.submitted.left" values={left} />
        </p>
      )}
      {authored.length > 0 && (
        <p>
          <FormattedMessage id="appraisal.submitted.authored" values={{ codes: authored.join(', ') }} />
        </p>
      )}
    </Notice>
  );
}
