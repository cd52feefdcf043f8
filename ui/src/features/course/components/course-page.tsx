import type { CourseCompletions } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { FiguresWords } from '../../../components/figures-words.tsx';
import hidden from '../../../components/hidden.module.css';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import matrix from '../../../components/matrix.module.css';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { courseQuery, type CourseRequest } from '../api/course.ts';
import classes from './course-page.module.css';

type Column = CourseCompletions['columns'][number];
type Row = CourseCompletions['rows'][number];

function Head({ column }: { column: Column }) {
  return (
    <th scope="col">
      <Localised text={column.title} />
      {column.kind === 'exam' && column.linkTitle !== null && (
        <span className={classes.soft}>{column.linkTitle}</span>
      )}
      <span className={classes.soft}>
        <FormattedMessage id="figures.course.completed" values={{ count: column.completed }} />
      </span>
    </th>
  );
}

/** When somebody completed it, or that they have not. */
function Cell({ at }: { at: string | undefined }) {
  const { date } = useFormats();
  if (at !== undefined) return <td className={classes.done}>✓ {date(at)}</td>;
  return (
    <td className={classes.open}>
      <span aria-hidden="true">–</span>
      <span className={hidden.hidden}>
        <FormattedMessage id="figures.course.open" />
      </span>
    </td>
  );
}

function PersonRow({ row: { person, completedAt }, columns }: { row: Row; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row" className={classes.name} translate="no">
        {person.name ?? <FormattedMessage id="figures.course.number" values={{ number: person.number }} />}
      </th>
      {columns.map(({ id }) => (
        <Cell key={id} at={completedAt[id]} />
      ))}
    </tr>
  );
}

function Table({ view: { columns, rows } }: { view: CourseCompletions }) {
  const { formatMessage } = useIntl();
  const name = formatMessage({ id: 'figures.course.table' });
  return (
    // It can be wider than the window, and is moved by keys as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={matrix.scroll} role="region" aria-label={name} tabIndex={0}>
      <table className={`${matrix.table ?? ''} ${classes.table ?? ''}`} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="figures.course.name" />
            </th>
            {columns.map((column) => (
              <Head key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PersonRow key={row.person.id} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Matrix({ view }: { view: CourseCompletions }) {
  if (view.columns.length === 0) return <FormattedMessage id="figures.course.nothing" tagName="p" />;
  if (view.people === 0) return <FormattedMessage id="figures.course.nobody" tagName="p" />;
  if (view.rows.length === 0) return <FormattedMessage id="figures.course.noMatch" tagName="p" />;
  return <Table view={view} />;
}

function Page() {
  const { formatMessage } = useIntl();
  const [request, setRequest] = useState<CourseRequest>({ search: '', page: 1 });
  const found = useQuery(courseQuery(request));
  usePageTitle(formatMessage({ id: 'figures.course.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={view.contextTitle ?? <FormattedMessage id="figures.kicker.course" />}
        title={<FormattedMessage id="figures.course.title" />}
      />
      <p className={classes.soft}>
        <FormattedMessage id="figures.course.about" />
      </p>
      <div role="search">
        <Field
          type="search"
          label={<FormattedMessage id="figures.course.search" />}
          value={request.search}
          onChange={(event) => setRequest({ search: event.target.value, page: 1 })}
        />
      </div>
      <p role="status" className={classes.soft}>
        <FormattedMessage id="figures.course.people" values={{ found: view.found, people: view.people }} />
      </p>
      <Matrix view={view} />
      <Pager
        label="figures.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => setRequest({ ...request, page })}
      />
    </article>
  );
}

/** Who of the course has completed which of its topics and exams. */
export const CoursePage = () => (
  <FiguresWords>
    <Page />
  </FiguresWords>
);
