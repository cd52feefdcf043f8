import type { Thread } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { setThreadState, threadQuery } from '../api/discussions.ts';
import { DiscussionsWords } from './discussions-words.tsx';
import classes from './discussions.module.css';
import { PostView } from './post-view.tsx';
import { ReplyForm } from './reply-form.tsx';
import { useThreadDeed } from './use-thread-deed.ts';

/** What those do to a thread who moderate. */
function StateControls({ code, thread: { id, pinned, locked } }: { code: string; thread: Thread }) {
  const setting = useThreadDeed(code, id, (state: { pinned: boolean; locked: boolean }) =>
    setThreadState(code, id, state),
  );
  return (
    <div className={classes.ways}>
      <Button aria-disabled={setting.isPending} onClick={() => setting.mutate({ pinned: !pinned, locked })}>
        <FormattedMessage id={pinned ? 'discussions.unpin' : 'discussions.pin'} />
      </Button>
      <Button aria-disabled={setting.isPending} onClick={() => setting.mutate({ pinned, locked: !locked })}>
        <FormattedMessage id={locked ? 'discussions.unlock' : 'discussions.lock'} />
      </Button>
      {setting.isError && <ErrorNotice error={setting.error} />}
    </div>
  );
}

function ThreadView({ code, thread }: { code: string; thread: Thread }) {
  const [quoted, setQuoted] = useState<Thread['posts'][number]>();
  return (
    <article className={classes.page}>
      <Link to={`/classes/${code}/exchange`}>
        <FormattedMessage id="discussions.back" />
      </Link>
      <PageHead
        kicker={
          thread.topic ? <Localised text={thread.topic.title} /> : <FormattedMessage id="discussions.title" />
        }
        title={thread.title === '' ? <FormattedMessage id="discussions.untitled" /> : thread.title}
      >
        {thread.can.moderate && <StateControls code={code} thread={thread} />}
      </PageHead>
      <section className={card.card}>
        <ul className={classes.list}>
          {thread.posts.map((post) => (
            <PostView key={post.id} code={code} thread={thread} post={post} onQuote={() => setQuoted(post)} />
          ))}
        </ul>
      </section>
      {thread.can.reply ? (
        <ReplyForm code={code} thread={thread} quoted={quoted} onQuote={setQuoted} />
      ) : (
        <FormattedMessage id="discussions.lockedNote" tagName="p" />
      )}
    </article>
  );
}

function Page() {
  const { code, thread: id } = useParams<{ code: string; thread: string }>();
  const thread = useQuery(threadQuery(code, id));
  usePageTitle(thread.data?.title);
  if (thread.data) return <ThreadView code={code} thread={thread.data} />;
  if (thread.isError) return <ErrorView error={thread.error} onRetry={() => void thread.refetch()} />;
  return <Loading />;
}

/** A question to a class, with what was said to it. */
export const ThreadPage = () => (
  <DiscussionsWords>
    <Page />
  </DiscussionsWords>
);
