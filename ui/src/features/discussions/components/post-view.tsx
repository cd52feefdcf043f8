import type { Thread } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { hidePost, markAnswer } from '../api/discussions.ts';
import classes from './discussions.module.css';
import { useThreadDeed } from './use-thread-deed.ts';

type Post = Thread['posts'][number];
interface Props {
  code: string;
  thread: Thread;
  post: Post;
}

/** Hides a post, with a reason for all to read. */
function HideDialog({ code, thread, post, onClose }: Props & { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const hiding = useThreadDeed(code, thread.id, () => hidePost(code, thread.id, post.id, reason));
  const hide = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim().length < 3 || hiding.isPending) return;
    await hiding.mutateAsync(undefined).then(onClose, () => undefined);
  };
  return (
    <TitledDialog title={<FormattedMessage id="discussions.hide.title" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="discussions.hide" />}
        pending={hiding.isPending || reason.trim().length < 3}
        onSubmit={hide}
        onCancel={onClose}
        fault={hiding.isError && <ErrorNotice error={hiding.error} />}
      >
        <Field
          label={<FormattedMessage id="discussions.hide.reason" />}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </DialogForm>
    </TitledDialog>
  );
}

function Controls({ code, thread, post, onQuote }: Props & { onQuote: () => void }) {
  const [isHiding, setHiding] = useState(false);
  const marking = useThreadDeed(code, thread.id, (answer: string | null) =>
    markAnswer(code, thread.id, answer),
  );
  const showing = useThreadDeed(code, thread.id, () => hidePost(code, thread.id, post.id, null));
  const { reply, answer, moderate } = thread.can;
  const isHidden = post.hidden !== null;
  return (
    <div className={classes.ways}>
      {reply && !isHidden && (
        <Button onClick={onQuote}>
          <FormattedMessage id="discussions.quote" />
        </Button>
      )}
      {answer && !isHidden && (
        <Button
          aria-disabled={marking.isPending}
          onClick={() => marking.mutate(post.isAnswer ? null : post.id)}
        >
          <FormattedMessage id={post.isAnswer ? 'discussions.unmark' : 'discussions.mark'} />
        </Button>
      )}
      {moderate && (
        <Button
          aria-disabled={showing.isPending}
          onClick={() => (isHidden ? showing.mutate(undefined) : setHiding(true))}
        >
          <FormattedMessage id={isHidden ? 'discussions.show' : 'discussions.hide'} />
        </Button>
      )}
      {marking.isError && <ErrorNotice error={marking.error} />}
      {showing.isError && <ErrorNotice error={showing.error} />}
      {isHiding && <HideDialog code={code} thread={thread} post={post} onClose={() => setHiding(false)} />}
    </div>
  );
}

/** What somebody said in a thread. */
export function PostView({ code, thread, post, onQuote }: Props & { onQuote: () => void }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const nameOf = (by: string | null) => by ?? formatMessage({ id: 'discussions.someone' });
  return (
    <li className={classes.post}>
      <p className={classes.soft}>
        <FormattedMessage id="discussions.by" values={{ name: nameOf(post.by), at: dateTime(post.at) }} />
      </p>
      {post.isAnswer && (
        <p className={classes.answer}>
          ✓ <FormattedMessage id="discussions.isAnswer" />
        </p>
      )}
      {post.hidden !== null && (
        <p className={classes.soft}>
          <FormattedMessage id="discussions.hidden" values={{ reason: post.hidden }} />
        </p>
      )}
      {post.quotes && (
        <blockquote className={classes.quote}>
          <p className={classes.soft}>
            <FormattedMessage id="discussions.quoted" values={{ name: nameOf(post.quotes.by) }} />
          </p>
          <p className={classes.text}>{post.quotes.text}</p>
        </blockquote>
      )}
      {post.text !== null && <p className={classes.text}>{post.text}</p>}
      <Controls code={code} thread={thread} post={post} onQuote={onQuote} />
    </li>
  );
}
