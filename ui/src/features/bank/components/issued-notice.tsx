import type { Issued } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';

/** What came of putting questions into use, or taking them out. */
export const IssuedNotice = ({ issued, deed }: { issued: Issued; deed: 'issued' | 'retired' }) => (
  <Notice
    tone={issued.faulty.length + issued.changed.length + issued.unapproved.length > 0 ? 'warn' : 'good'}
    live
  >
    <p>
      <FormattedMessage id={`bank.${deed}.done`} values={{ count: issued.done }} />
    </p>
    {issued.faulty.length + issued.changed.length > 0 && (
      <p>
        <FormattedMessage
          id="bank.issued.left"
          values={{ faulty: issued.faulty.length, changed: issued.changed.length }}
        />
      </p>
    )}
    {issued.unapproved.length > 0 && (
      <p>
        <FormattedMessage id="bank.issued.unapproved" values={{ count: issued.unapproved.length }} />
      </p>
    )}
  </Notice>
);
