import type { MadeBank, QuestionRow } from '@chuyen-de/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ComponentProps } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Select } from '../../../components/select.tsx';
import { useText } from '../../../lib/localised.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { TYPE_NAMES } from '../../../question-types/index.ts';
import { tagsQuery } from '../api/changes.ts';
import { rowsQuery, type RowFilter } from '../api/made-banks.ts';
import classes from './bank.module.css';
import { ExportDialog } from './export-dialog.tsx';
import { EVERYTHING, SavedViews, type ListView } from './saved-views.tsx';
import { QuestionDeeds } from './question-deeds.tsx';
import { LEVELS, STATES } from '../words.ts';

const SELECTED = ['topic', 'level', 'type', 'state', 'tag', 'reports'] as const;

function Filter({
  bank,
  filter,
  onFilter,
}: {
  bank: MadeBank;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const { formatMessage } = useIntl();
  const text = useText();
  const tags = useQuery(tagsQuery(bank.code)).data?.tags ?? [];
  const choices: Record<(typeof SELECTED)[number], { value: string; label: string }[]> = {
    topic: bank.topics.map(({ code, title }) => ({ value: code, label: text(title) })),
    level: LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) })),
    type: TYPE_NAMES.map((value) => ({ value, label: formatMessage({ id: `bank.type.${value}` }) })),
    tag: tags.map(({ tag, count }) => ({ value: tag, label: `${tag} (${count})` })),
    reports: [{ value: 'waiting', label: formatMessage({ id: 'bank.reports.waiting' }) }],
    state: STATES.map((value) => ({ value, label: formatMessage({ id: `bank.state.${value}` }) })),
  };
  return (
    <div role="search" className={classes.filter}>
      <Field
        type="search"
        label={formatMessage({ id: 'bank.search' })}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      {SELECTED.filter((name) => name !== 'tag' || tags.length > 0).map((name) => (
        <Select
          key={name}
          label={formatMessage({ id: `bank.${name}` })}
          value={filter[name]}
          all={formatMessage({ id: 'bank.any' })}
          options={choices[name]}
          onChange={(value) => onFilter({ ...filter, [name]: value })}
        />
      ))}
    </div>
  );
}

/** What is to be seen of a question at a glance. */
function Marks({ row: { comments, reports, faulty, outdated } }: { row: QuestionRow }) {
  return (
    <>
      {comments > 0 && (
        <>
          {' · '}
          <FormattedMessage id="bank.row.comments" values={{ count: comments }} />
        </>
      )}
      {reports > 0 && (
        <span className={classes.bad}>
          {' · '}
          <FormattedMessage id="bank.row.reports" values={{ count: reports }} />
        </span>
      )}
      {faulty && (
        <span className={classes.bad}>
          {' · '}
          <FormattedMessage id="bank.faulty" />
        </span>
      )}
      {outdated && (
        <span className={classes.bad}>
          {' · '}
          <FormattedMessage id="bank.outdated" />
        </span>
      )}
    </>
  );
}

function Row({
  bank,
  row,
  chosen,
  onChoose,
}: {
  bank: string;
  row: QuestionRow;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { formatMessage } = useIntl();
  const { code, level, type, state, stem, tags } = row;
  return (
    <li className={classes.question}>
      <label className={classes.tick}>
        <input
          type="checkbox"
          aria-label={formatMessage({ id: 'bank.choose' }, { code })}
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </label>
      <div>
        <Link to={`/banks/${bank}/questions/${code}`} className={classes.name}>
          {stem === '' ? <FormattedMessage id="bank.noStem" /> : stem}
        </Link>
        <p className={classes.soft}>
          {code} · <FormattedMessage id={`level.${level}`} /> · <FormattedMessage id={`bank.type.${type}`} />{' '}
          · <FormattedMessage id={`bank.state.${state}`} />
          {tags.length > 0 && ` · ${tags.join(', ')}`}
          <Marks row={row} />
        </p>
      </div>
    </li>
  );
}

/** What takes questions out as a file, and what looks at them as a whole. */
function Ways(props: Omit<ComponentProps<typeof ExportDialog>, 'onClose'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.ways}>
      <Button onClick={() => setOpen(true)}>
        <FormattedMessage id="bank.export" />
      </Button>
      <ButtonLink to={`/banks/${props.bank}/quality`}>
        <FormattedMessage id="bank.quality" />
      </ButtonLink>
      {isOpen && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Some codes and one more, or without it. */
function withOne(chosen: ReadonlySet<string>, code: string, on: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (on) next.add(code);
  else next.delete(code);
  return next;
}

/** The questions of a bank, those that a filter lets through. */
export function QuestionList({ bank }: { bank: MadeBank }) {
  const [shown, setShown] = useState<ListView>({ filter: EVERYTHING, order: 'code' });
  const { filter, order } = shown;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rested = useRested(filter);
  const found = useInfiniteQuery(rowsQuery(bank.code, rested, order));
  const rows = found.data?.pages.flatMap((page) => page.questions) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  const choose = (code: string, on: boolean) => setChosen(withOne(chosen, code, on));
  return (
    <section className={classes.panel}>
      <SavedViews bank={bank.code} shown={shown} onShow={setShown} />
      <Filter bank={bank} filter={filter} onFilter={(next) => setShown({ filter: next, order })} />
      {found.isPending && <Loading />}
      {found.data && (
        <p role="status" className={classes.soft}>
          <FormattedMessage id={total > 0 ? 'bank.found' : 'bank.found.none'} values={{ count: total }} />
        </p>
      )}
      <QuestionDeeds
        bank={bank}
        rows={rows.filter(({ code }) => chosen.has(code))}
        onDone={() => setChosen(new Set())}
      />
      {found.data && <Ways bank={bank.code} filter={rested} total={total} chosen={[...chosen]} />}
      <ul className={classes.list}>
        {rows.map((row) => (
          <Row
            key={row.code}
            bank={bank.code}
            row={row}
            chosen={chosen.has(row.code)}
            onChoose={(on) => choose(row.code, on)}
          />
        ))}
      </ul>
      {found.isError && <ErrorNotice error={found.error} />}
      {found.hasNextPage && (
        <div>
          <Button aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            <FormattedMessage id="bank.more" />
          </Button>
        </div>
      )}
    </section>
  );
}
