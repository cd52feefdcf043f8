import type { ThreadList } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { threadAddress, threadsQuery, type ThreadsAsked } from '../api/discussions.ts';
import { AskForm } from './ask-form.tsx';
import { DiscussionsWords } from './discussions-words.tsx';
import classes from './discussions.module.css';
import { TopicChoice } from './topic-choice.tsx';

const SIGNS = ['reported', 'unread', 'pinned', 'answered', 'locked'] as const;
const STRIKING: readonly string[] = ['reported', 'unread'];

function ThreadRow({ code, thread }: { code: string; thread: ThreadList['threads'][number] }) {
  const { dateTime } = useFormats();
  const signs = SIGNS.filter((sign) => thread[sign]);
  return (
    <li className={classes.thread}>
      <Link className={classes.open} to={threadAddress(code, thread.id)}>
        {thread.title === '' ? <FormattedMessage id="discussions.untitled" /> : thread.title}
      </Link>
      {signs.length > 0 && (
        <p className={classes.soft}>
          {signs.map((sign, index) => (
            <span key={sign} className={STRIKING.includes(sign) ? classes.sign : undefined}>
              {index > 0 && ' · '}
              <FormattedMessage id={`discussions.${sign}`} />
            </span>
          ))}
        </p>
      )}
      <p className={classes.soft}>
        {thread.topic && (
          <>
            <Localised text={thread.topic.title} /> ·{' '}
          </>
        )}
        <FormattedMessage
          id="discussions.posts"
          values={{ count: thread.posts, at: dateTime(thread.lastAt) }}
        />
      </p>
    </li>
  );
}

function Threads({ code, view, isSearch }: { code: string; view: ThreadList; isSearch: boolean }) {
  if (view.threads.length === 0)
    return <FormattedMessage id={isSearch ? 'discussions.noMatch' : 'discussions.none'} tagName="p" />;
  return (
    <ul className={classes.list}>
      {view.threads.map((thread) => (
        <ThreadRow key={thread.id} code={code} thread={thread} />
      ))}
    </ul>
  );
}

/** Which threads are shown. */
function Asking({
  topics,
  asked,
  onAsk,
}: {
  topics: ThreadList['topics'];
  asked: ThreadsAsked;
  onAsk: (asked: ThreadsAsked) => void;
}) {
  return (
    <div role="search" className={classes.form}>
      <Field
        type="search"
        label={<FormattedMessage id="discussions.search" />}
        value={asked.search}
        onChange={(event) => onAsk({ ...asked, search: event.target.value, page: 1 })}
      />
      <TopicChoice
        topics={topics}
        label="discussions.topic"
        all="discussions.topic.all"
        value={asked.topic}
        onChange={(topic) => onAsk({ ...asked, topic, page: 1 })}
      />
    </div>
  );
}

function Page() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const [asked, setAsked] = useState<ThreadsAsked>({ search: '', topic: '', page: 1 });
  const found = useQuery(threadsQuery(code, asked));
  usePageTitle(formatMessage({ id: 'discussions.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<FormattedMessage id="discussions.kicker" />}
        title={<FormattedMessage id="discussions.title" />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="discussions.about" />
        </p>
      </PageHead>
      <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
        <Asking topics={view.topics} asked={asked} onAsk={setAsked} />
        <p role="status" className={classes.soft}>
          <FormattedMessage id="discussions.found" values={{ found: view.found }} />
        </p>
        <Threads code={code} view={view} isSearch={asked.search !== '' || asked.topic !== ''} />
        <Pager
          label="discussions.pages"
          page={view.page}
          pages={view.pages}
          onPage={(page) => setAsked({ ...asked, page })}
        />
      </section>
      <AskForm code={code} topics={view.topics} />
    </article>
  );
}

/** What a class asks and answers among itself. */
export const ThreadsPage = () => (
  <DiscussionsWords>
    <Page />
  </DiscussionsWords>
);
