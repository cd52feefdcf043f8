import type { ClassLearners, LearnersFilter } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { Choice } from '../../../components/choice.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { classFile, learnersQuery, type LearnersRequest } from '../api/class-home.ts';
import classes from './class-learners-page.module.css';
import { LeadWords } from './lead-words.tsx';
import { LearnersTable } from './learners-table.tsx';
import { ReminderDialog, ReminderToAll } from './reminder-dialog.tsx';

type Row = ClassLearners['rows'][number];

/** What may be done with the whole class: remind those who are behind, and take it along as a file. */
function Ways({ code, view, onRemindAll }: { code: string; view: ClassLearners; onRemindAll: () => void }) {
  const file = useMutation({
    mutationFn: async (form: 'xlsx' | 'csv') =>
      handOver(await classFile(code, form), `tien-do-${code}.${form}`),
  });
  const isIdle = !file.isPending;
  return (
    <>
      <div className={classes.ways}>
        {view.figures.behind > 0 && (
          <Button look="main" onClick={onRemindAll}>
            <FormattedMessage id="classLead.remindAll" />
          </Button>
        )}
        <Button aria-disabled={!isIdle} onClick={() => file.mutate('xlsx')}>
          <FormattedMessage id="classLead.excel" />
        </Button>
        <Button aria-disabled={!isIdle} onClick={() => file.mutate('csv')}>
          <FormattedMessage id="classLead.csv" />
        </Button>
      </div>
      {file.isError && <ErrorNotice error={file.error} />}
    </>
  );
}

const Figures = ({ figures }: Pick<ClassLearners, 'figures'>) => (
  <KeyFigures>
    <KeyFigure label="classLead.people">{figures.people}</KeyFigure>
    <KeyFigure label="classLead.begun">{figures.begun}</KeyFigure>
    <KeyFigure label="classLead.behind">{figures.behind}</KeyFigure>
    <KeyFigure label="classLead.done">{figures.done}</KeyFigure>
  </KeyFigures>
);

const FILTERS: LearnersFilter[] = ['all', 'behind', 'done'];

function Finding({
  request,
  onRequest,
}: {
  request: LearnersRequest;
  onRequest: (request: LearnersRequest) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <div role="search" className={classes.finding}>
      <Choice
        label={formatMessage({ id: 'classLead.filter' })}
        value={request.filter}
        options={FILTERS.map((value) => ({
          value,
          label: formatMessage({ id: `classLead.filter.${value}` }),
        }))}
        onChange={(filter) => onRequest({ ...request, filter, page: 1 })}
      />
      <Field
        type="search"
        label={<FormattedMessage id="classLead.search" />}
        value={request.search}
        onChange={(event) => onRequest({ ...request, search: event.target.value, page: 1 })}
      />
    </div>
  );
}

function List({ view, onRemind }: { view: ClassLearners; onRemind: (row: Row) => void }) {
  if (view.rosterState === 'reading' && view.figures.people === 0)
    return <FormattedMessage id="classLead.roster.reading" tagName="p" />;
  if (view.figures.people === 0) return <FormattedMessage id="classLead.nobody" tagName="p" />;
  if (view.rows.length === 0) return <FormattedMessage id="classLead.noMatch" tagName="p" />;
  return <LearnersTable view={view} onRemind={onRemind} />;
}

function Learners({ code }: { code: string }) {
  const { formatMessage } = useIntl();
  const [request, setRequest] = useState<LearnersRequest>({ filter: 'all', search: '', page: 1 });
  const [reminded, setReminded] = useState<Row | 'all'>();
  const found = useQuery(learnersQuery(code, request));
  usePageTitle(formatMessage({ id: 'classLead.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  const close = () => setReminded(undefined);
  return (
    <article className={classes.page}>
      <PageHead
        kicker={view.contextTitle ?? <Localised text={view.title} />}
        title={<FormattedMessage id="classLead.title" />}
      />
      <Figures figures={view.figures} />
      <Ways code={code} view={view} onRemindAll={() => setReminded('all')} />
      <Finding request={request} onRequest={setRequest} />
      <p role="status" className={classes.soft}>
        <FormattedMessage id="classLead.found" values={{ found: view.found, people: view.figures.people }} />
      </p>
      <List view={view} onRemind={setReminded} />
      <Pager
        label="classLead.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => setRequest({ ...request, page })}
      />
      {reminded === 'all' && <ReminderToAll code={code} view={view} onClose={close} />}
      {reminded !== undefined && reminded !== 'all' && (
        <ReminderDialog row={reminded} view={view} onClose={close} />
      )}
    </article>
  );
}

/** How far everybody of a class has come, who is behind and why. */
export function ClassLearnersPage() {
  const { code } = useParams<{ code: string }>();
  return (
    <LeadWords>
      <Learners code={code} />
    </LeadWords>
  );
}
