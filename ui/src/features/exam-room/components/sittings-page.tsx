import type { Sitting, Sittings } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { changeSitting, removeSitting, sittingsQuery } from '../api/sittings.ts';
import { ExamRoomWords } from './exam-room-words.tsx';
import { SittingDialog } from './sitting-dialog.tsx';
import classes from './sittings-page.module.css';

/** In groups of three, as it is read out. */
const readOut = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

function Facts({ sitting: { opensAt, closesAt, capacity, taken, open } }: { sitting: Sitting }) {
  const { dateTime } = useFormats();
  return (
    <p className={classes.facts}>
      <span>
        <FormattedMessage
          id="sittings.window"
          values={{
            from: opensAt === undefined ? 'none' : dateTime(opensAt),
            to: closesAt === undefined ? 'none' : dateTime(closesAt),
          }}
        />
      </span>
      <span>
        {capacity === undefined ? (
          <FormattedMessage id="sittings.taken" values={{ taken }} />
        ) : (
          <FormattedMessage id="sittings.takenOf" values={{ taken, capacity }} />
        )}
      </span>
      <span>
        <FormattedMessage id={open ? 'sittings.open' : 'sittings.assigned'} />
      </span>
    </p>
  );
}

/** What is done to a sitting without asking more. */
function useDeeds(exam: string, { id, name, opensAt, closesAt, capacity, open, edition }: Sitting) {
  const queryClient = useQueryClient();
  const { queryKey } = sittingsQuery(exam);
  const done = {
    onSuccess: (view: Sittings) => queryClient.setQueryData(queryKey, view),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  };
  const terms = {
    ...{ name, open, edition },
    ...(opensAt !== undefined && { opensAt }),
    ...(closesAt !== undefined && { closesAt }),
    ...(capacity !== undefined && { capacity }),
  };
  const recode = useMutation({
    mutationFn: () => changeSitting(exam, id, { ...terms, newCode: true }),
    ...done,
  });
  const remove = useMutation({ mutationFn: () => removeSitting(exam, id), ...done });
  return { recode, remove };
}

function Ways({
  name,
  recode,
  remove,
  onEdit,
}: ReturnType<typeof useDeeds> & { name: string; onEdit: () => void }) {
  const { formatMessage } = useIntl();
  return (
    <div className={classes.ways}>
      <Button
        aria-haspopup="dialog"
        aria-label={formatMessage({ id: 'sittings.editOne' }, { name })}
        onClick={onEdit}
      >
        <FormattedMessage id="sittings.edit" />
      </Button>
      <Button
        look="quiet"
        aria-label={formatMessage({ id: 'sittings.recodeOne' }, { name })}
        aria-disabled={recode.isPending}
        onClick={() => recode.mutate()}
      >
        <FormattedMessage id="sittings.recode" />
      </Button>
      <Button
        look="quiet"
        aria-label={formatMessage({ id: 'sittings.removeOne' }, { name })}
        aria-disabled={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <FormattedMessage id="sittings.remove" />
      </Button>
    </div>
  );
}

function SittingCard({
  exam,
  sitting,
  onEdit,
}: {
  exam: string;
  sitting: Sitting;
  /** Undefined: whoever looks may change nothing. */
  onEdit: (() => void) | undefined;
}) {
  const { formatMessage } = useIntl();
  const { recode, remove } = useDeeds(exam, sitting);
  const { name } = sitting;
  return (
    <li className={classes.sitting}>
      <div>
        <h2 className={classes.name}>{name}</h2>
        <Facts sitting={sitting} />
      </div>
      <p
        className={classes.code}
        aria-label={`${formatMessage({ id: 'sittings.code' })}: ${sitting.joinCode}`}
        role="img"
      >
        {readOut(sitting.joinCode)}
      </p>
      {onEdit && <Ways {...{ name, recode, remove, onEdit }} />}
      {recode.isError && <ErrorNotice error={recode.error} />}
      {remove.isError && <ErrorNotice error={remove.error} />}
    </li>
  );
}

function SittingList({ view, onEdit }: { view: Sittings; onEdit: (sitting: Sitting) => void }) {
  const { formatMessage } = useIntl();
  if (view.sittings.length === 0)
    return (
      <p>
        <FormattedMessage id="sittings.none" />
      </p>
    );
  return (
    <ul className={classes.list} aria-label={formatMessage({ id: 'sittings.list' })}>
      {view.sittings.map((sitting) => (
        <SittingCard
          key={sitting.id}
          exam={view.exam.code}
          sitting={sitting}
          onEdit={view.can.edit ? () => onEdit(sitting) : undefined}
        />
      ))}
    </ul>
  );
}

function SittingsView({ view }: { view: Sittings }) {
  const queryClient = useQueryClient();
  const exam = view.exam.code;
  /** `new`: one is about to be made. */
  const [editing, setEditing] = useState<Sitting | 'new'>();
  const close = () => {
    setEditing(undefined);
    void queryClient.invalidateQueries({ queryKey: sittingsQuery(exam).queryKey });
  };
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<FormattedMessage id="sittings.title" />}
        title={<Localised text={view.exam.title} />}
      />
      <p className={classes.soft}>
        <FormattedMessage id="sittings.about" />
      </p>
      <SittingList view={view} onEdit={setEditing} />
      <div className={classes.ways}>
        {view.can.edit && (
          <Button look="main" aria-haspopup="dialog" onClick={() => setEditing('new')}>
            <FormattedMessage id="sittings.add" />
          </Button>
        )}
        <ButtonLink to={`/exams/${exam}/room`}>
          <FormattedMessage id="examRoom.back" />
        </ButtonLink>
      </div>
      {editing && (
        <SittingDialog
          exam={exam}
          sitting={editing === 'new' ? undefined : editing}
          onDone={close}
          onClose={close}
        />
      )}
    </article>
  );
}

function SittingsOf({ exam }: { exam: string }) {
  const { formatMessage } = useIntl();
  const sittings = useQuery(sittingsQuery(exam));
  usePageTitle(formatMessage({ id: 'sittings.title' }));
  if (sittings.data) return <SittingsView view={sittings.data} />;
  if (sittings.isError) return <ErrorView error={sittings.error} onRetry={() => void sittings.refetch()} />;
  return <Loading />;
}

/** The sittings of an exam: when they are, who is in them, and the codes to be read out. */
export const SittingsPage = () => <ExamRoomWords>{(exam) => <SittingsOf exam={exam} />}</ExamRoomWords>;
