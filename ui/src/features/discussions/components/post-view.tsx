import type { Thread } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { hidePost, markAnswer, settleReports } from '../api/discussions.ts';
import classes from './discussions.module.css';
import { ReasonDialog } from './reason-dialog.tsx';
import { useThreadDeed } from './use-thread-deed.ts';

type Post = Thread['posts'][number];
interface Props {
  code: string;
  thread: Thread;
  post: Post;
}

/** What others said against a post, for those who moderate, and that it has been looked at. */
function Reports({ code, thread, post }: Props) {
  const settling = useThreadDeed(code, thread.id, () => settleReports(code, thread.id, post.id));
  if (!post.reports?.length) return null;
  return (
    <div className={classes.reports}>
      <p>
        <FormattedMessage id="discussions.reports" values={{ count: post.reports.length }} />
      </p>
      <ul>
        {post.reports.map((reason, index) => (
          <li key={index}>{reason}</li>
        ))}
      </ul>
      <Button aria-disabled={settling.isPending} onClick={() => settling.mutate(undefined)}>
        <FormattedMessage id="discussions.settle" />
      </Button>
      {settling.isError && <ErrorNotice error={settling.error} />}
    </div>
  );
}

function Controls({ code, thread, post, onQuote }: Props & { onQuote: () => void }) {
  const [asked, setAsked] = useState<'hide' | 'report'>();
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
          onClick={() => (isHidden ? showing.mutate(undefined) : setAsked('hide'))}
        >
          <FormattedMessage id={isHidden ? 'discussions.show' : 'discussions.hide'} />
        </Button>
      )}
      {!moderate && post.reported === false && (
        <Button onClick={() => setAsked('report')}>
          <FormattedMessage id="discussions.report" />
        </Button>
      )}
      {marking.isError && <ErrorNotice error={marking.error} />}
      {showing.isError && <ErrorNotice error={showing.error} />}
      {asked && (
        <ReasonDialog
          code={code}
          thread={thread}
          post={post}
          deed={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
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
      {post.reported === true && (
        <p role="status" className={classes.soft}>
          <FormattedMessage id="discussions.reported.own" />
        </p>
      )}
      <Reports code={code} thread={thread} post={post} />
      <Controls code={code} thread={thread} post={post} onQuote={onQuote} />
    </li>
  );
}
