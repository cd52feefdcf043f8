import type { ExamStart } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';

/** What this person has to have before they begin an attempt. */
export function EntryNeeds({ exam }: { exam: ExamStart }) {
  const isOpen = exam.attempts.some(({ state }) => state === 'open');
  if (!exam.passwordAsked || isOpen) return null;
  return (
    <Notice>
      <strong>
        <FormattedMessage id="examStart.needs" />
      </strong>{' '}
      <FormattedMessage id="examStart.needs.password" />
    </Notice>
  );
}
