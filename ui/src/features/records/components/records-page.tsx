import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'wouter';
import type { RecordsDepth } from '@chuyen-de/contracts';
import { Button } from '../../../components/button.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useCan } from '../../../lib/use-can.ts';
import { keyStore, useRecordsAccess, type RecordsAccess } from '../api/access.ts';
import { depthQuery } from '../api/records.ts';
import { readFilter, toRecordsFilter } from '../filter-params.ts';
import { ChartsPanel } from './charts-panel.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { DictionaryPanel } from './dictionary-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { KeyForm } from './key-form.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import classes from './records-page.module.css';
import { RecordsFault } from './records-fault.tsx';
import { RecordsWords } from './records-words.tsx';
import { RolesPanel } from './roles-panel.tsx';
import { SavedQueries } from './saved-queries.tsx';
import { StatementList } from './statement-list.tsx';

const VIEWS = [
  'statements',
  'charts',
  'compare',
  'items',
  'export',
  'dictionary',
  'keys',
  'people',
  'roles',
] as const;
type View = (typeof VIEWS)[number];
/** What shows statements one by one. */
const OF_ROWS: readonly View[] = ['statements', 'export'];
const OF_FIGURES: ReadonlySet<View> = new Set(['charts', 'compare', 'items']);
/** What is about no statements. */
const OF_ADMINISTRATORS: ReadonlySet<View> = new Set(['keys', 'people', 'roles']);

function Views({ view, views }: { view: View; views: readonly View[] }) {
  const { formatMessage } = useIntl();
  const [parameters, setParameters] = useSearchParams();
  const go = (next: View) => {
    const changed = new URLSearchParams(parameters);
    changed.set('view', next);
    changed.delete('before');
    setParameters(changed);
  };
  return (
    <nav className={classes.views} aria-label={formatMessage({ id: 'records.tabs' })}>
      {views.map((each) => (
        <button
          key={each}
          type="button"
          className={classes.view}
          aria-current={each === view ? 'page' : undefined}
          onClick={() => go(each)}
        >
          <FormattedMessage id={`records.tab.${each}`} />
        </button>
      ))}
    </nav>
  );
}

function Explorer({ access, depth }: { access: RecordsAccess } & RecordsDepth) {
  const [parameters] = useSearchParams();
  // Fixed while the page is open, so that the last days do not move and everything is asked for anew.
  const [openedAt] = useState(() => Date.now());
  const { manageKeys, managePeople, grantRoles } = useCan();
  const may: Partial<Record<View, boolean>> = {
    keys: manageKeys,
    people: managePeople,
    roles: grantRoles,
  };
  const views = VIEWS.filter(
    (each) => may[each] !== false && (depth !== 'figures' || !OF_ROWS.includes(each)),
  );
  const view = views.find((each) => each === parameters.get('view')) ?? views[0] ?? 'charts';
  const shown = readFilter(parameters, openedAt);
  const filter = toRecordsFilter(shown);
  return (
    <>
      <Views view={view} views={views} />
      {view !== 'dictionary' && !OF_ADMINISTRATORS.has(view) && (
        <div className={classes.narrowings}>
          <FilterBar access={access} shown={shown} depth={depth} />
          <SavedQueries access={access} shown={shown} />
        </div>
      )}
      {view === 'statements' && <StatementList access={access} filter={filter} />}
      {view === 'charts' && <ChartsPanel access={access} filter={filter} depth={depth} />}
      {view === 'compare' && <ComparePanel access={access} filter={filter} />}
      {view === 'items' && <ItemsPanel access={access} filter={filter} />}
      {view === 'export' && <ExportPanel filter={filter} />}
      {view === 'dictionary' && <DictionaryPanel />}
      {view === 'keys' && <KeysPanel />}
      {view === 'people' && <PeoplePanel />}
      {view === 'roles' && <RolesPanel />}
      {depth === 'figures' && OF_FIGURES.has(view) && (
        <p className={classes.hint}>
          <FormattedMessage id="records.protected" />
        </p>
      )}
    </>
  );
}

function Opened({ access }: { access: RecordsAccess }) {
  // The first question shows whether the key is right.
  const probe = useQuery(depthQuery(access));
  if (access.by === 'key' && probe.error instanceof ProblemError && probe.error.status === 401)
    return <KeyForm refused />;
  if (probe.isError) return <RecordsFault error={probe.error} onRetry={() => void probe.refetch()} />;
  if (!probe.data) return <Loading />;
  const { depth } = probe.data;
  return (
    <article className={classes.page}>
      {/* On a phone the tab above says the same. */}
      <header className={classes.head} data-tabbed={access.by === 'session' || undefined}>
        <PageTitle>
          <FormattedMessage id="records.title" />
        </PageTitle>
        {access.by === 'key' && (
          <Button look="quiet" onClick={() => keyStore.hold(undefined)}>
            <FormattedMessage id="records.key.leave" />
          </Button>
        )}
      </header>
      <Explorer access={access} depth={depth} />
    </article>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const access = useRecordsAccess();
  usePageTitle(formatMessage({ id: 'records.title' }));
  return access ? <Opened key={access.name} access={access} /> : <KeyForm refused={false} />;
}

/** The record store for people: statements, charts, questions, files and the meaning of all of it. */
export function RecordsPage() {
  return (
    <RecordsWords>
      <Page />
    </RecordsWords>
  );
}
