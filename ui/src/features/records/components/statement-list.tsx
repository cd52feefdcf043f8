import type { RecordEntry, RecordsFilter, RecordsPage } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useSearchParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useLocale } from '../../../lib/localised.ts';
import type { RecordsAccess } from '../api/access.ts';
import { pageQuery } from '../api/records.ts';
import { writeFilter } from '../filter-params.ts';
import { RecordsFault } from './records-fault.tsx';
import { Sentence, whoOf } from './sentence.tsx';
import classes from './statement-list.module.css';

function Entry({ entry, onLearner }: { entry: RecordEntry; onLearner: (handle: string) => void }) {
  const { learner, statement } = entry;
  const locale = useLocale();
  const who = whoOf(entry, locale) ?? learner?.pseudonym.slice(0, 6);
  return (
    <li className={classes.entry}>
      <p className={classes.sentence}>
        <Sentence entry={entry} />
      </p>
      <div className={classes.more}>
        <Disclosure className={classes.raw} summary={<FormattedMessage id="records.list.raw" />}>
          {/* A frame that scrolls has to be reachable by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as WCAG 2.1.1 asks of scrolling frames */}
          <pre tabIndex={0}>{JSON.stringify(statement, null, 2)}</pre>
        </Disclosure>
        {learner && (
          <Button look="quiet" onClick={() => onLearner(learner.handle)}>
            <FormattedMessage id="records.list.onlyLearner" values={{ who }} />
          </Button>
        )}
      </div>
    </li>
  );
}

function Paging({ page }: { page: RecordsPage }) {
  const [parameters, setParameters] = useSearchParams();
  const go = (before: string | undefined) => {
    const next = new URLSearchParams(parameters);
    if (before === undefined) next.delete('before');
    else next.set('before', before);
    setParameters(next);
    window.scrollTo(0, 0);
  };
  return (
    <div className={classes.paging}>
      {parameters.has('before') && (
        <Button onClick={() => go(undefined)}>
          <FormattedMessage id="records.list.newest" />
        </Button>
      )}
      {page.next !== null && (
        <Button onClick={() => go(page.next ?? undefined)}>
          <FormattedMessage id="records.list.older" />
        </Button>
      )}
    </div>
  );
}

/** What was done is told a while later: where there is nothing, somebody may wait for it, and nothing moves under them. */
const NOTHING_YET_MS = 10_000;

/** Statements as sentences, newest first. */
export function StatementList({ access, filter }: { access: RecordsAccess; filter: RecordsFilter }) {
  const [parameters, setParameters] = useSearchParams();
  const page = useQuery({
    ...pageQuery(access, filter, parameters.get('before') ?? undefined),
    refetchInterval: ({ state }) => (state.data?.entries.length === 0 ? NOTHING_YET_MS : false),
  });
  if (page.isError) return <RecordsFault error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <Loading />;
  const { entries, identified } = page.data;
  return (
    <section className={`${card.card ?? ''} ${classes.list ?? ''}`} aria-busy={page.isFetching}>
      <h2>
        <FormattedMessage id="records.tab.statements" />
      </h2>
      {!identified && (
        <Notice>
          <FormattedMessage id="records.pseudonymous" />
        </Notice>
      )}
      {entries.length === 0 ? (
        <p>
          <FormattedMessage id="records.empty" />
        </p>
      ) : (
        <ol className={classes.entries}>
          {entries.map((entry) => (
            <Entry
              key={entry.position}
              entry={entry}
              onLearner={(learner) => setParameters(writeFilter(parameters, { learner }))}
            />
          ))}
        </ol>
      )}
      <Paging page={page.data} />
    </section>
  );
}
