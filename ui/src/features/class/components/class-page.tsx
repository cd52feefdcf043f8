import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { Notice } from '../../../components/notice.tsx';
import { kindOf } from '../../../lib/item-kinds.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { gradebookQuery } from '../api/gradebook.ts';
import { rowsToShow, type RowFilter } from '../class-rows.ts';
import { AccommodationDialog } from './accommodation-dialog.tsx';
import { AttemptsDialog } from './attempts-dialog.tsx';
import { ClassActions } from './class-actions.tsx';
import { ClassFigures } from './class-figures.tsx';
import { ClassFilter } from './class-filter.tsx';
import classes from './class-page.module.css';
import { ClassTable } from './class-table.tsx';
import { useRowName } from './row-cells.tsx';
import { Trials } from './trials.tsx';

interface PeopleProps {
  view: GradebookView;
  onAdjust: (row: ClassRow) => void;
  onAttempts: (row: ClassRow) => void;
}

function People({ view, ...deeds }: PeopleProps) {
  const [filter, setFilter] = useState<RowFilter>('all');
  const [query, setQuery] = useState('');
  const rows = rowsToShow(view.rows, filter, query);
  return (
    <section className={`${card.card ?? ''} ${classes.people ?? ''}`}>
      <div className={classes.finding}>
        <ClassFilter
          filter={filter}
          query={query}
          graded={view.graded}
          onFilter={setFilter}
          onQuery={setQuery}
        />
        <p role="status" className={classes.soft}>
          <FormattedMessage id="class.count" values={{ shown: rows.length, count: view.rows.length }} />
        </p>
      </div>
      {rows.length === 0 ? (
        <p>
          <FormattedMessage id={view.rows.length === 0 ? 'class.empty' : 'class.noMatch'} />
        </p>
      ) : (
        <ClassTable view={view} rows={rows} {...deeds} />
      )}
    </section>
  );
}

function ClassView({ view, stale }: { view: GradebookView; stale: boolean }) {
  const [adjusting, setAdjusting] = useState<ClassRow>();
  const [showing, setShowing] = useState<ClassRow>();
  const nameOf = useRowName();
  const { time } = useFormats();
  return (
    <article className={classes.page}>
      <header>
        <p className={`${card.kicker ?? ''} ${classes.kicker ?? ''}`}>
          <FormattedMessage id={kindOf(view.item).followed} />
        </p>
        <PageTitle>
          <Localised text={view.title} />
        </PageTitle>
      </header>
      {stale && (
        <Notice tone="warn" live>
          <FormattedMessage id="class.stale" values={{ at: time(view.serverNow) }} />
        </Notice>
      )}
      {!view.graded && kindOf(view.item).inAttempts && (
        <Notice>
          <FormattedMessage id="class.notGraded" />
        </Notice>
      )}
      <ClassFigures view={view} />
      <People view={view} onAdjust={setAdjusting} onAttempts={setShowing} />
      <ClassActions view={view} />
      {kindOf(view.item).inAttempts && <Trials exam={view.item.code} />}
      {showing && (
        <AttemptsDialog
          exam={view.item.code}
          person={showing.person.id}
          name={nameOf(showing)}
          onClose={() => setShowing(undefined)}
        />
      )}
      {adjusting && (
        <AccommodationDialog exam={view.item.code} row={adjusting} onClose={() => setAdjusting(undefined)} />
      )}
    </article>
  );
}

export function ClassPage() {
  const text = useText();
  const gradebook = useQuery(gradebookQuery);
  usePageTitle(gradebook.data && text(gradebook.data.title));
  if (gradebook.data) return <ClassView view={gradebook.data} stale={gradebook.isError} />;
  if (gradebook.isError)
    return <ErrorView error={gradebook.error} onRetry={() => void gradebook.refetch()} />;
  return <Loading />;
}
