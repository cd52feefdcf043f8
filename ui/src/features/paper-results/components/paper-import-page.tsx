import type { MasksLinked, PaperImport, PaperRow, PaperRowState } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { confirmImport, paperImportQuery, paperResultsQuery, sendMasks } from '../api/paper-results.ts';
import { PaperResultsWords } from './paper-results-words.tsx';
import classes from './paper-results.module.css';
import { PaperRowItem } from './paper-row-item.tsx';
import { SendTable } from './send-table.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';

const panel = `${card.card ?? ''} ${classes.panel ?? ''}`;

const GROUPS = {
  doubt: ['doubt'],
  ready: ['ready', 'entered'],
  others: ['known', 'skipped'],
} as const satisfies Record<string, readonly PaperRowState[]>;
type Group = keyof typeof GROUPS;
const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** More than anybody reads at a time. */
const SHOWN = 100;

const isIn = (group: Group, { state }: PaperRow): boolean =>
  (GROUPS[group] as readonly PaperRowState[]).includes(state);

/** The lines, what is in doubt first. */
function Lines({ read, onSettle }: { read: PaperImport; onSettle: (row: PaperRow) => void }) {
  const { formatMessage } = useIntl();
  const [chosen, setGroup] = useState<Group>();
  const [most, setMost] = useState(SHOWN);
  const countOf = (group: Group): number => read.lines.filter((row) => isIn(group, row)).length;
  const group = chosen ?? (countOf('doubt') > 0 ? 'doubt' : 'ready');
  const rows = read.lines.filter((row) => isIn(group, row));
  return (
    <section className={panel}>
      <h2 className={classes.legend}>
        <FormattedMessage id="paperResults.lines" />
      </h2>
      <Choice
        label={formatMessage({ id: 'paperResults.lines' })}
        value={group}
        options={GROUP_NAMES.map((value) => ({
          value,
          label: formatMessage({ id: `paperResults.group.${value}` }, { count: countOf(value) }),
        }))}
        onChange={setGroup}
      />
      <ul className={classes.rows}>
        {rows.slice(0, most).map((row) => (
          <PaperRowItem
            key={row.line}
            row={row}
            onSettle={read.state === 'open' ? () => onSettle(row) : undefined}
          />
        ))}
      </ul>
      {rows.length > most && (
        <Button onClick={() => setMost(most + SHOWN)}>
          <FormattedMessage id="paperResults.more" values={{ count: rows.length - most }} />
        </Button>
      )}
    </section>
  );
}

/** A second file says whose the numbers are. */
function Masks({ exam, read, onLinked }: { exam: string; read: PaperImport; onLinked: () => void }) {
  const [linked, setLinked] = useState<MasksLinked>();
  return (
    <section className={panel}>
      <h2 className={classes.legend}>
        <FormattedMessage id="paperResults.masks" />
      </h2>
      <SendTable
        label={<FormattedMessage id="paperResults.masksFile" />}
        hint={<FormattedMessage id="paperResults.masksHint" />}
        deed={<FormattedMessage id="paperResults.link" />}
        send={(file) => sendMasks(exam, read.id, file)}
        onSent={(answer) => {
          setLinked(answer);
          onLinked();
        }}
      />
      {linked && (
        <Notice tone={linked.unknown.length > 0 ? 'warn' : 'good'} live>
          <FormattedMessage id="paperResults.linked" values={{ count: linked.linked }} />{' '}
          {linked.unknown.length > 0 && (
            <FormattedMessage id="paperResults.masksUnknown" values={{ masks: linked.unknown.join(', ') }} />
          )}
        </Notice>
      )}
    </section>
  );
}

/** Now, as a field of a form has it. */
const nowLocal = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Enters what is sure. */
function Confirm({ exam, read, onDone }: { exam: string; read: PaperImport; onDone: () => void }) {
  const [satAt, setSatAt] = useState(nowLocal);
  const ready = read.lines.filter(({ state }) => state === 'ready').length;
  const doubts = read.lines.filter(({ state }) => state === 'doubt').length;
  const confirming = useMutation({
    mutationFn: (at: string) => confirmImport(exam, read.id, new Date(at).toISOString()),
    onSuccess: onDone,
  });
  const isReady = ready > 0 && satAt !== '' && !confirming.isPending;
  return (
    <section className={panel}>
      <h2 className={classes.legend}>
        <FormattedMessage id="paperResults.enter" />
      </h2>
      <p>
        <FormattedMessage id="paperResults.enterAbout" values={{ ready, doubts }} />
      </p>
      <Field
        type="datetime-local"
        label={<FormattedMessage id="paperResults.satAt" />}
        value={satAt}
        onChange={(event) => setSatAt(event.target.value)}
      />
      <div>
        <Button look="main" aria-disabled={!isReady} onClick={() => isReady && confirming.mutate(satAt)}>
          <FormattedMessage id="paperResults.enterDo" values={{ ready }} />
        </Button>
      </div>
      {confirming.isError && <ErrorNotice error={confirming.error} />}
    </section>
  );
}

function Head({ exam, read }: { exam: string; read: PaperImport }) {
  const { dateTime } = useFormats();
  return (
    <PageHead
      kicker={
        <>
          <Link to={`/exams/${exam}/paper-results`}>
            <FormattedMessage id="paperResults.title" />
          </Link>
          {' · '}
          {read.name}
        </>
      }
      title={<Localised text={read.exam.title} />}
    >
      <p role="status">
        <FormattedMessage id={`paperResults.state.${read.state}`} />{' '}
        {read.entered > 0 && <FormattedMessage id="paperResults.entered" values={{ count: read.entered }} />}
        {read.undone && (
          <FormattedMessage
            id="paperResults.undone"
            values={{ at: dateTime(read.undone.at), by: read.undone.by ?? '–', reason: read.undone.reason }}
          />
        )}
      </p>
      {read.readBefore !== null && (
        <Notice tone="warn">
          <FormattedMessage id="paperResults.readBefore" values={{ at: dateTime(read.readBefore) }} />
        </Notice>
      )}
    </PageHead>
  );
}

function Import({ exam, read }: { exam: string; read: PaperImport }) {
  const client = useQueryClient();
  const [settled, setSettled] = useState<PaperRow>();
  const [isUndoing, setUndoing] = useState(false);
  const reload = () => client.invalidateQueries({ queryKey: paperResultsQuery(exam).queryKey });
  const isOpen = read.state === 'open';
  return (
    <article className={classes.page}>
      <Head {...{ exam, read }} />
      {isOpen && read.masked && <Masks {...{ exam, read }} onLinked={() => void reload()} />}
      <Lines read={read} onSettle={setSettled} />
      {(isOpen || read.state === 'confirming') && (
        <Confirm {...{ exam, read }} onDone={() => void reload()} />
      )}
      {(isOpen || read.state === 'confirmed') && (
        <div>
          <Button onClick={() => setUndoing(true)}>
            <FormattedMessage id="paperResults.undo" />
          </Button>
        </div>
      )}
      {settled && (
        <SettleDialog
          {...{ exam, read }}
          row={settled}
          onSettled={(next) => {
            client.setQueryData(paperImportQuery(exam, read.id).queryKey, next);
            setSettled(undefined);
          }}
          onClose={() => setSettled(undefined)}
        />
      )}
      {isUndoing && (
        <UndoDialog
          {...{ exam, id: read.id }}
          onUndone={() => {
            setUndoing(false);
            void reload();
          }}
          onClose={() => setUndoing(false)}
        />
      )}
    </article>
  );
}

function ImportOf({ exam, id }: { exam: string; id: string }) {
  const { formatMessage } = useIntl();
  const found = useQuery(paperImportQuery(exam, id));
  usePageTitle(formatMessage({ id: 'paperResults.title' }));
  if (found.data) return <Import exam={exam} read={found.data} />;
  if (found.isError) return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  return <Loading />;
}

/** What a file of results brought: looked at line by line, settled, entered, and taken out again. */
export const PaperImportPage = () => (
  <PaperResultsWords>{(exam, id) => <ImportOf exam={exam} id={id} />}</PaperResultsWords>
);
