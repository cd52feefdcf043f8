import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import hidden from '../../../components/hidden.module.css';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { SendingState } from '../log/answer-sender.ts';
import classes from './save-status.module.css';
import { waitingWords } from './waiting-words.ts';

interface Saving {
  sending: SendingState;
  savedAt: string | undefined;
}

function Words({ sending, savedAt }: Saving) {
  const { time } = useFormats();
  if (sending.kind === 'sending') return <FormattedMessage id="takeExam.sending" />;
  if (sending.kind === 'waiting') return <FormattedMessage id="takeExam.waiting" />;
  if (sending.kind === 'stopped') return <FormattedMessage id="takeExam.savingStopped" />;
  if (savedAt === undefined) return <FormattedMessage id="takeExam.saved" />;
  return <FormattedMessage id="takeExam.savedAt" values={{ at: time(savedAt) }} />;
}

/** Announces losing and regaining the network, not each tap that was saved. */
function useAnnouncement(sending: SendingState): string {
  const { formatMessage } = useIntl();
  const [announced, setAnnounced] = useState('');
  const wasWaiting = useRef(false);
  // What to say depends on the state before, which rendering does not keep.
  useEffect(() => {
    if (sending.kind === 'waiting' && !wasWaiting.current) {
      wasWaiting.current = true;
      setAnnounced(formatMessage({ id: waitingWords() }));
    }
    if (sending.kind === 'saved' && wasWaiting.current) {
      wasWaiting.current = false;
      setAnnounced(formatMessage({ id: 'takeExam.savedAgain' }));
    }
  }, [sending.kind, formatMessage]);
  return announced;
}

const ICONS = { saved: 'cloud', sending: 'cloud', waiting: 'offline', stopped: 'warning' } as const;

/** "Đã lưu 10:32" or "Chờ mạng". */
export function SaveStatus({ sending, savedAt }: Saving) {
  const waits = sending.kind === 'waiting' || sending.kind === 'stopped';
  return (
    <p className={waits ? classes.waiting : classes.status}>
      <Icon name={ICONS[sending.kind]} />
      <span>
        <Words sending={sending} savedAt={savedAt} />
      </span>
      <span role="status" className={hidden.hidden}>
        {useAnnouncement(sending)}
      </span>
    </p>
  );
}
