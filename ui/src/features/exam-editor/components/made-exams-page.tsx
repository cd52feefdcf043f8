import type { MadeExams, MakeExam } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { loadExamEditorCatalogue } from '../../../i18n/exam-editor-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { canOf } from '../../../lib/can.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSession } from '../../../lib/use-session.ts';
import { MADE_EXAMS, madeExamsQuery, makeExam, removeExam } from '../api/made-exams.ts';
import classes from './exam-editor.module.css';

type Row = MadeExams['exams'][number];

function useNameOf() {
  const { formatMessage } = useIntl();
  return ({ title }: Pick<Row, 'title'>) => title.vi.trim() || formatMessage({ id: 'examEditor.untitled' });
}

/** Makes an exam and goes to it. */
function useMaking() {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: MakeExam) => makeExam(wish),
    onSuccess: async ({ code }) => {
      await queryClient.invalidateQueries({ queryKey: [...MADE_EXAMS, 'list'] });
      navigate(`/made-exams/${code}`);
    },
  });
}
type Making = ReturnType<typeof useMaking>;

function RemovalDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const queryClient = useQueryClient();
  const nameOf = useNameOf();
  const removing = useMutation({
    mutationFn: () => removeExam(row.code, { edition: row.edition }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [...MADE_EXAMS, 'list'] });
      onClose();
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="examEditor.remove" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="examEditor.remove" />}
        pending={removing.isPending}
        onSubmit={async (event) => {
          event.preventDefault();
          await removing.mutateAsync().catch(() => undefined);
        }}
        onCancel={onClose}
        fault={removing.isError && <ErrorNotice error={removing.error} />}
      >
        <p>
          <FormattedMessage id="examEditor.removeSure" values={{ title: nameOf(row) }} />
        </p>
      </DialogForm>
    </TitledDialog>
  );
}

function About({ row: { code, owner, editedAt, editedBy, inForce }, name }: { row: Row; name: string }) {
  const { dateTime } = useFormats();
  return (
    <div>
      <Link to={`/made-exams/${code}`} className={classes.name}>
        {name}
      </Link>
      <p className={classes.soft}>
        {code} · <FormattedMessage id={`examEditor.owner.${owner}`} /> ·{' '}
        {inForce ? (
          <FormattedMessage
            id="examEditor.inUse"
            values={{ revision: inForce.revision, count: inForce.questionCount }}
          />
        ) : (
          <FormattedMessage id="examEditor.draftOnly" />
        )}
      </p>
      <p className={classes.soft}>
        <FormattedMessage
          id={editedBy === null ? 'examEditor.editedAt' : 'examEditor.editedBy'}
          values={{ at: dateTime(editedAt), name: editedBy ?? '' }}
        />
      </p>
    </div>
  );
}

function ExamRow({ row, making, onRemove }: { row: Row; making: Making; onRemove: () => void }) {
  const { formatMessage } = useIntl();
  const title = useNameOf()(row);
  const { code, owner, inForce, can } = row;
  const said = (id: 'copyOf' | 'removeOf') => formatMessage({ id: `examEditor.${id}` }, { title });
  return (
    <li className={`${card.card ?? ''} ${classes.exam ?? ''}`}>
      <About row={row} name={title} />
      <div className={classes.ways}>
        {inForce && (
          <Button
            aria-label={said('copyOf')}
            aria-disabled={making.isPending}
            onClick={() => making.mutate({ owner, from: code })}
          >
            <FormattedMessage id="examEditor.copy" />
          </Button>
        )}
        {can.remove && (
          <Button look="quiet" aria-label={said('removeOf')} onClick={onRemove}>
            <FormattedMessage id="examEditor.remove" />
          </Button>
        )}
      </div>
    </li>
  );
}

/** Makes a new exam, of the course or for more; or one as that of the link. */
function Making({ owners, making }: { owners: MadeExams['owners']; making: Making }) {
  const session = useSession();
  const [first] = owners;
  const opened = session?.item?.kind === 'exam' ? session.item.code : undefined;
  return (
    <div className={classes.ways}>
      {owners.map((owner) => (
        <Button
          key={owner}
          look={owner === first ? 'main' : 'plain'}
          aria-disabled={making.isPending}
          onClick={() => making.mutate({ owner })}
        >
          <FormattedMessage id={owners.length === 1 ? 'examEditor.new' : `examEditor.new.${owner}`} />
        </Button>
      ))}
      {opened !== undefined && first !== undefined && (
        <Button
          aria-disabled={making.isPending}
          onClick={() => making.mutate({ owner: first, from: opened })}
        >
          <FormattedMessage id="examEditor.copyOpened" />
        </Button>
      )}
      {canOf(session).writeQuestions && (
        <ButtonLink to="/banks">
          <FormattedMessage id="class.tab.bank" />
        </ButtonLink>
      )}
      {session?.view === 'picker' && (
        <ButtonLink to="/picker">
          <FormattedMessage id="examEditor.toPicker" />
        </ButtonLink>
      )}
    </div>
  );
}

function List({ list: { exams, more, owners } }: { list: MadeExams }) {
  const making = useMaking();
  const session = useSession();
  const [removing, setRemoving] = useState<Row>();
  return (
    <>
      <Making owners={owners} making={making} />
      {making.isError && <ErrorNotice error={making.error} />}
      {exams.length === 0 && (
        <p>
          <FormattedMessage id="examEditor.none" />
        </p>
      )}
      <ul className={classes.list}>
        {exams.map((row) => (
          <ExamRow key={row.code} row={row} making={making} onRemove={() => setRemoving(row)} />
        ))}
      </ul>
      {more && (
        <p className={classes.soft}>
          <FormattedMessage id="examEditor.more" />
        </p>
      )}
      {session?.view !== 'picker' && (
        <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
          <h2 className={classes.legend}>
            <FormattedMessage id="examEditor.place.title" />
          </h2>
          <p>
            <FormattedMessage id="examEditor.place.how" />
          </p>
        </section>
      )}
      {removing && <RemovalDialog row={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const list = useQuery(madeExamsQuery);
  usePageTitle(formatMessage({ id: 'examEditor.title' }));
  if (list.isError) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <article className={classes.page}>
      <PageTitle>
        <FormattedMessage id="examEditor.title" />
      </PageTitle>
      <p className={classes.soft}>
        <FormattedMessage id="examEditor.intro" />
      </p>
      {list.data ? <List list={list.data} /> : <Loading />}
    </article>
  );
}

/** The exams that somebody has made or may change here, and where to begin a new one. */
export const MadeExamsPage = () => (
  <LaterWords of="exam-editor" load={loadExamEditorCatalogue}>
    <Page />
  </LaterWords>
);
