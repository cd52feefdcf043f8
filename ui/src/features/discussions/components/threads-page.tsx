import type { ThreadList } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { askClass, threadsQuery } from '../api/discussions.ts';
import { DiscussionsWords } from './discussions-words.tsx';
import classes from './discussions.module.css';

const threadAddress = (code: string, id: string) => `/classes/${code}/exchange/${id}`;

/** Asks the class; what was typed stays until it is sent. */
function AskForm({ code }: { code: string }) {
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const asking = useMutation({
    mutationFn: (asked: { title: string; text: string }) => askClass(code, asked),
    onSuccess: ({ id }) => go(threadAddress(code, id)),
  });
  const isReady = title.trim().length >= 3 && text.trim() !== '' && !asking.isPending;
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) asking.mutate({ title, text });
  };
  return (
    <form className={`${card.card ?? ''} ${classes.form ?? ''}`} onSubmit={ask}>
      <h2>
        <FormattedMessage id="discussions.ask" />
      </h2>
      <Field
        label={<FormattedMessage id="discussions.ask.title" />}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={<FormattedMessage id="discussions.ask.text" />}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {asking.isError && <ErrorNotice error={asking.error} />}
      <Button type="submit" look="main" aria-disabled={!isReady}>
        <FormattedMessage id="discussions.ask.send" />
      </Button>
    </form>
  );
}

const SIGNS = ['unread', 'pinned', 'answered', 'locked'] as const;

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
            <span key={sign} className={sign === 'unread' ? classes.sign : undefined}>
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

function Page() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const [asked, setAsked] = useState({ search: '', page: 1 });
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
        <div role="search">
          <Field
            type="search"
            label={<FormattedMessage id="discussions.search" />}
            value={asked.search}
            onChange={(event) => setAsked({ search: event.target.value, page: 1 })}
          />
        </div>
        <p role="status" className={classes.soft}>
          <FormattedMessage id="discussions.found" values={{ found: view.found }} />
        </p>
        <Threads code={code} view={view} isSearch={asked.search !== ''} />
        <Pager
          label="discussions.pages"
          page={view.page}
          pages={view.pages}
          onPage={(page) => setAsked({ ...asked, page })}
        />
      </section>
      <AskForm code={code} />
    </article>
  );
}

/** What a class asks and answers among itself. */
export const ThreadsPage = () => (
  <DiscussionsWords>
    <Page />
  </DiscussionsWords>
);
