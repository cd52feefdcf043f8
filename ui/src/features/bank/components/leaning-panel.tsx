import type { Leaning, LeaningList, MarkLeaning, SourceDocument } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { ProblemError } from '../../../lib/http.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { MADE_BANKS, readQuestionNow, saveQuestion } from '../api/made-banks.ts';
import { leaningQuery, markLeaning, sourceQuery } from '../api/sources.ts';
import { clauseOptions } from '../source-words.ts';
import classes from './bank.module.css';

/** Moves the reference of a question's draft to a clause of the document that has taken the place of the former. */
async function moveReference(bank: string, code: string, source: { source: string; clause: string }) {
  const { edition, draft } = await readQuestionNow(bank, code);
  await saveQuestion(bank, code, { edition, draft: { ...draft, content: { ...draft.content, source } } });
}

function useMarking(source: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({
      item,
      as,
      moved,
    }: {
      item: Pick<Leaning, 'kind' | 'code'>;
      as: MarkLeaning['as'];
      moved?: () => Promise<void>;
    }) => {
      // Nothing is told as done that could not be done.
      await moved?.();
      return markLeaning(source, item, as).catch((error: unknown) => {
        // A draft that was never in force leans on the document no more: nothing is left to be marked.
        if (moved && error instanceof ProblemError && error.code === 'not_found') return undefined;
        throw error;
      });
    },
    onSuccess: (list) => {
      if (list) queryClient.setQueryData(leaningQuery(source).queryKey, list);
    },
    onSettled: (_list, _error, { moved }) => {
      if (!moved) return undefined;
      void queryClient.invalidateQueries({ queryKey: MADE_BANKS });
      return queryClient.invalidateQueries({ queryKey: leaningQuery(source).queryKey });
    },
  });
}
type Marking = ReturnType<typeof useMarking>;

/** Who opened the choice by keyboard goes on in it. */
const focusChoice = (element: HTMLElement | null): void => element?.querySelector('select')?.focus();

interface MovingProps {
  item: Leaning;
  successor: string;
  marking: Marking;
}

/** Asks for the nearest clause of the successor; none is chosen beforehand. */
function ChooseClause({ item, successor, marking }: MovingProps) {
  const { formatMessage } = useIntl();
  const [clause, setClause] = useState('');
  const next = useQuery(sourceQuery(successor)).data;
  const { bank, code } = item;
  if (bank === null || !next) return null;
  return (
    <div className={classes.pair} ref={focusChoice}>
      <Select
        label={formatMessage({ id: 'sources.move' }, { code })}
        value={clause}
        all={formatMessage({ id: 'sources.move.none' })}
        options={clauseOptions(next.clauses)}
        onChange={setClause}
      />
      <Button
        aria-disabled={clause === '' || marking.isPending}
        onClick={() => {
          const moved = () => moveReference(bank, code, { source: successor, clause });
          marking.mutate({ item, as: 'done', moved });
        }}
      >
        <FormattedMessage id="sources.move.do" />
      </Button>
    </div>
  );
}

/** The way to the choice: a law has hundreds of clauses, and hundreds of questions lean on it. */
function Moving(props: MovingProps) {
  const { formatMessage } = useIntl();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <ChooseClause {...props} />;
  return (
    <Button
      aria-label={formatMessage({ id: 'sources.move.begin.what' }, { code: props.item.code })}
      onClick={() => setOpen(true)}
    >
      <FormattedMessage id="sources.move.begin" />
    </Button>
  );
}

function MarkWords({ mark: { as, at, by } }: { mark: NonNullable<Leaning['mark']> }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const values = { as: formatMessage({ id: `sources.leaning.${as}` }), name: by ?? '–', at: dateTime(at) };
  return <FormattedMessage id="sources.leaning.marked" values={values} />;
}

/** How somebody says what is to become of a thing that leans on a document out of force. */
function Deciding({ source, item, marking }: { source: SourceDocument; item: Leaning; marking: Marking }) {
  const { formatMessage } = useIntl();
  const marks = (as: MarkLeaning['as']) => ({
    'aria-disabled': marking.isPending,
    onClick: () => marking.mutate({ item, as }),
  });
  const successor = source.superseded?.by;
  if (item.mark)
    return (
      <p className={classes.ways}>
        <MarkWords mark={item.mark} />
        <Button look="quiet" {...marks(null)}>
          <FormattedMessage id="sources.leaning.unmark" />
        </Button>
      </p>
    );
  return (
    <>
      {successor != null && item.draft && <Moving item={item} successor={successor} marking={marking} />}
      <div className={classes.ways}>
        {(['done', 'kept'] as const).map((as) => (
          <Button
            key={as}
            aria-label={formatMessage({ id: `sources.leaning.mark.${as}` }, { what: item.code })}
            {...marks(as)}
          >
            <FormattedMessage id={`sources.leaning.${as}`} />
          </Button>
        ))}
      </div>
    </>
  );
}

function Item({ source, item, marking }: { source: SourceDocument; item: Leaning; marking: Marking }) {
  const { kind, code, title, bank, clause, draft, inForce } = item;
  const named = title === '' ? code : title;
  return (
    <li className={classes.panel}>
      {bank === null ? (
        <span className={classes.name}>{named}</span>
      ) : (
        <Link to={`/banks/${bank}/questions/${code}`} className={classes.name}>
          {named}
        </Link>
      )}
      <p className={classes.soft}>
        <FormattedMessage id={`sources.leaning.${kind}`} /> {code}
        {clause !== null && ` · ${clause}`}
        {draft && (
          <>
            {' · '}
            <FormattedMessage id="sources.leaning.draft" />
          </>
        )}
        {inForce && (
          <>
            {' · '}
            <FormattedMessage id="sources.leaning.inForce" />
          </>
        )}
      </p>
      {source.superseded && <Deciding source={source} item={item} marking={marking} />}
    </li>
  );
}

function Around({ list: { leaning, elsewhere, more, settled } }: { list: LeaningList }) {
  return (
    <>
      {leaning.length === 0 && elsewhere === 0 && (
        <p>
          <FormattedMessage id="sources.leaning.none" />
        </p>
      )}
      {elsewhere > 0 && (
        <p className={classes.soft}>
          <FormattedMessage id="sources.leaning.elsewhere" values={{ count: elsewhere }} />
        </p>
      )}
      {more && (
        <p className={classes.soft}>
          <FormattedMessage id="sources.leaning.more" />
        </p>
      )}
      {settled.length > 0 && (
        <>
          <h3>
            <FormattedMessage id="sources.leaning.settled" />
          </h3>
          <ul className={classes.list}>
            {settled.map(({ kind, code, mark }) => (
              <li key={`${kind} ${code}`} className={classes.soft}>
                <FormattedMessage id={`sources.leaning.${kind}`} /> {code}: <MarkWords mark={mark} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What leans on a document: once it is out of force, a work list. */
export function LeaningPanel({ source }: { source: SourceDocument }) {
  const list = useQuery(leaningQuery(source.code));
  const marking = useMarking(source.code);
  const waiting = list.data?.leaning.filter(({ mark }) => mark === null).length ?? 0;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id={source.superseded ? 'sources.leaning.work' : 'sources.leaning'} />
      </h2>
      {list.isError && <ErrorNotice error={list.error} />}
      {marking.isError && <ErrorNotice error={marking.error} />}
      {list.data ? (
        <>
          {source.superseded && list.data.leaning.length > 0 && (
            <p role="status">
              <FormattedMessage
                id="sources.leaning.left"
                values={{ waiting, all: list.data.leaning.length }}
              />
            </p>
          )}
          <ul className={classes.list}>
            {list.data.leaning.map((item) => (
              <Item key={`${item.kind} ${item.code}`} source={source} item={item} marking={marking} />
            ))}
          </ul>
          <Around list={list.data} />
        </>
      ) : (
        !list.isError && <Loading />
      )}
    </section>
  );
}
