import type { Thread } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { replyTo } from '../api/discussions.ts';
import classes from './discussions.module.css';
import { useThreadDeed } from './use-thread-deed.ts';

type Post = Thread['posts'][number];

/** Whom the reply quotes, and how to leave that. */
function Quoting({ quoted, onQuote }: { quoted: Post; onQuote: (post: undefined) => void }) {
  const { formatMessage } = useIntl();
  return (
    <p role="status" className={classes.ways}>
      <FormattedMessage
        id="discussions.reply.quoting"
        values={{ name: quoted.by ?? formatMessage({ id: 'discussions.someone' }) }}
      />
      <Button onClick={() => onQuote(undefined)}>
        <FormattedMessage id="discussions.reply.noQuote" />
      </Button>
    </p>
  );
}

/** Says something in a thread; what was typed stays until it is sent. */
export function ReplyForm({
  code,
  thread,
  quoted,
  onQuote,
}: {
  code: string;
  thread: Thread;
  quoted: Post | undefined;
  onQuote: (post: Post | undefined) => void;
}) {
  const [text, setText] = useState('');
  const sending = useThreadDeed(code, thread.id, () =>
    replyTo(code, thread.id, { text, ...(quoted && { quotes: quoted.id }) }),
  );
  const isReady = text.trim() !== '' && !sending.isPending;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    sending.mutate(undefined, {
      onSuccess: () => {
        setText('');
        onQuote(undefined);
      },
    });
  };
  return (
    <form className={`${card.card ?? ''} ${classes.form ?? ''}`} onSubmit={send}>
      <h2>
        <FormattedMessage id="discussions.reply" />
      </h2>
      {quoted && <Quoting quoted={quoted} onQuote={onQuote} />}
      <TextArea
        label={<FormattedMessage id="discussions.reply.text" />}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {sending.isError && <ErrorNotice error={sending.error} />}
      <Button type="submit" look="main" aria-disabled={!isReady}>
        <FormattedMessage id="discussions.reply.send" />
      </Button>
    </form>
  );
}
