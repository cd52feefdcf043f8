import type { OfferedSources, OwnerKind, SourceList } from '@chuyen-de/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { partialDate } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { makeSource, offeredQuery, SOURCES, sourcesQuery } from '../api/sources.ts';
import { sourceName } from '../source-words.ts';
import classes from './bank.module.css';
import { saidOf, sheetOf, SourceFields } from './source-fields.tsx';
import { ForceWords } from './source-force.tsx';

type Offered = OfferedSources['offered'][number];

/** Asks for what a new document is called, puts it into the registry and goes to it. */
function NewSource({ owner, from, onClose }: { owner: OwnerKind; from?: Offered; onClose: () => void }) {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const [sheet, setSheet] = useState(() => ({
    ...sheetOf(undefined),
    ...(from && { title: from.title, number: from.number ?? '', date: partialDate(from.date) }),
  }));
  const said = saidOf(sheet);
  const making = useMutation({
    mutationFn: makeSource,
    onSuccess: async ({ code }) => {
      await queryClient.invalidateQueries({ queryKey: SOURCES });
      navigate(`/sources/${code}`);
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="sources.new" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="sources.new" />}
        pending={making.isPending || said === undefined}
        onSubmit={async (event) => {
          event.preventDefault();
          if (said)
            await making
              .mutateAsync({ owner, ...(from && { from: from.from }), ...said })
              .catch(() => undefined);
        }}
        onCancel={onClose}
        fault={making.isError && <ErrorNotice error={making.error} />}
      >
        <SourceFields sheet={sheet} onChange={setSheet} />
      </DialogForm>
    </TitledDialog>
  );
}

/** Sources of imported programmes, to be taken over one by one. */
function OfferedList({ onTake }: { onTake: (from: Offered) => void }) {
  const offered = useQuery(offeredQuery).data?.offered ?? [];
  if (offered.length === 0) return null;
  return (
    <Disclosure summary={<FormattedMessage id="sources.offered" values={{ count: offered.length }} />}>
      <p className={classes.soft}>
        <FormattedMessage id="sources.offered.intro" />
      </p>
      <ul className={classes.list}>
        {offered.map((each) => (
          <li key={`${each.from.programme} ${each.from.source}`}>
            <p>
              {each.title}
              {each.number !== null && ` (${each.number})`}
            </p>
            <p className={classes.soft}>{each.programme}</p>
            <Button onClick={() => onTake(each)}>
              <FormattedMessage id="sources.offered.take" />
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

const SourceRow = ({ source }: { source: SourceList['sources'][number] }) => (
  <li className={card.card}>
    <Link to={`/sources/${source.code}`} className={classes.name}>
      {sourceName(source)}
    </Link>
    <p className={classes.soft}>
      <FormattedMessage
        id="sources.row"
        values={{ date: partialDate(source.date), clauses: source.clauses }}
      />{' '}
      · <FormattedMessage id={`bank.owner.${source.owner}`} />
    </p>
    {source.superseded && (
      <p className={classes.bad}>
        <ForceWords superseded={source.superseded} successor={null} />
      </p>
    )}
  </li>
);

/** Documents that a search finds, page by page. */
function Found({ found }: { found: ReturnType<typeof useSources> }) {
  const pages = found.data?.pages ?? [];
  const count = pages[0]?.total ?? 0;
  return (
    <>
      {found.isPending ? (
        <Loading />
      ) : (
        <p role="status" className={classes.soft}>
          <FormattedMessage id={count > 0 ? 'sources.found' : 'sources.none'} values={{ count }} />
        </p>
      )}
      <ul className={classes.list}>
        {pages
          .flatMap(({ sources }) => sources)
          .map((source) => (
            <SourceRow key={source.code} source={source} />
          ))}
      </ul>
      {found.hasNextPage && (
        <div>
          <Button aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            <FormattedMessage id="bank.more" />
          </Button>
        </div>
      )}
    </>
  );
}

const useSources = (text: string) => useInfiniteQuery(sourcesQuery(useRested(text)));

/** The ways to a new document: one for each owner, or from what a programme has. */
function Making({ owners }: { owners: readonly OwnerKind[] }) {
  const [making, setMaking] = useState<{ owner: OwnerKind; from?: Offered }>();
  const [owner] = owners;
  return (
    <>
      <div className={classes.ways}>
        {owners.map((each) => (
          <Button key={each} look="main" onClick={() => setMaking({ owner: each })}>
            <FormattedMessage id={owners.length === 1 ? 'sources.new' : `sources.new.${each}`} />
          </Button>
        ))}
      </div>
      {owner && <OfferedList onTake={(from) => setMaking({ owner, from })} />}
      {making && <NewSource {...making} onClose={() => setMaking(undefined)} />}
    </>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const [text, setText] = useState('');
  const found = useSources(text);
  usePageTitle(formatMessage({ id: 'sources.title' }));
  if (found.isError) return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <Link to="/banks">
            <FormattedMessage id="bank.toList" />
          </Link>
        }
        title={<FormattedMessage id="sources.title" />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="sources.intro" />
        </p>
      </PageHead>
      <Making owners={found.data?.pages[0]?.owners ?? []} />
      <Field
        type="search"
        label={formatMessage({ id: 'sources.search' })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Found found={found} />
    </article>
  );
}

/** The documents that questions may cite, and where to add one. */
export const SourcesPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Page />
  </LaterWords>
);
