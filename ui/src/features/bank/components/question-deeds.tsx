import type { ChangedTogether, MadeBank, QuestionRow } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { submitQuestions } from '../api/appraisals.ts';
import { changeTogether } from '../api/changes.ts';
import { issueQuestions, MADE_BANKS, retireQuestions } from '../api/made-banks.ts';
import classes from './bank.module.css';
import { ChangeDialog } from './change-dialog.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { IssuedNotice } from './issued-notice.tsx';
import { SubmittedNotice } from './submitted-notice.tsx';

type Deed = 'issued' | 'retired' | 'submitted' | 'withdrawn';

async function deedTo(bank: string, deed: Deed, questions: readonly QuestionRow[]) {
  const seen = questions.map(({ code, edition }) => ({ code, edition }));
  if (deed === 'submitted') return { deed, submitted: await submitQuestions(bank, seen) };
  if (deed === 'withdrawn')
    return { deed, changed: await changeTogether(bank, { questions: seen, change: { withdraw: true } }) };
  const issued =
    deed === 'issued'
      ? await issueQuestions(bank, { questions: seen })
      : await retireQuestions(
          bank,
          questions.map(({ code }) => code),
        );
  return { deed, issued };
}

function DoneNotice({ done }: { done: Awaited<ReturnType<typeof deedTo>> }) {
  if (done.deed === 'submitted') return <SubmittedNotice submitted={done.submitted} />;
  if (done.deed === 'withdrawn') return <ChangedNotice deed="withdrawn" changed={done.changed} />;
  return <IssuedNotice {...done} />;
}

const DEEDS = {
  submitted: 'appraisal.submit.chosen',
  withdrawn: 'together.withdraw',
  issued: 'bank.issue.chosen',
  retired: 'bank.retire.chosen',
} as const satisfies Record<Deed, string>;
const OF_COUNCIL: readonly Deed[] = ['submitted', 'withdrawn'];
const OF_USE: readonly Deed[] = ['issued', 'retired'];

/** What is done to several questions at once, as they are ticked. */
function Ways({
  hasCouncil,
  count,
  pending,
  onDeed,
  onEdit,
}: {
  hasCouncil: boolean;
  count: number;
  pending: boolean;
  onDeed: (deed: Deed) => void;
  onEdit: () => void;
}) {
  return (
    <div className={classes.ways}>
      <span role="status">
        <FormattedMessage id="bank.chosen" values={{ count }} />
      </span>
      <Button onClick={onEdit} aria-disabled={pending}>
        <FormattedMessage id="together.edit" />
      </Button>
      {(hasCouncil ? [...OF_COUNCIL, ...OF_USE] : OF_USE).map((deed) => (
        <Button key={deed} onClick={() => onDeed(deed)} aria-disabled={pending}>
          <FormattedMessage id={DEEDS[deed]} />
        </Button>
      ))}
    </div>
  );
}

/** What can be done to several at once. */
export function QuestionDeeds({
  bank,
  rows,
  onDone,
}: {
  bank: MadeBank;
  rows: readonly QuestionRow[];
  onDone: () => void;
}) {
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const [edited, setEdited] = useState<ChangedTogether>();
  const finish = () => {
    onDone();
    return queryClient.invalidateQueries({ queryKey: MADE_BANKS });
  };
  const doing = useMutation({
    mutationFn: (deed: Deed) => deedTo(bank.code, deed, rows),
    onMutate: () => setEdited(undefined),
    onSuccess: finish,
  });
  return (
    <>
      {rows.length > 0 && (
        <Ways
          hasCouncil={bank.council !== null}
          count={rows.length}
          pending={doing.isPending}
          onDeed={doing.mutate}
          onEdit={() => setEditing(true)}
        />
      )}
      {edited && <ChangedNotice deed="edited" changed={edited} />}
      {!edited && doing.data && <DoneNotice done={doing.data} />}
      {doing.isError && <ErrorNotice error={doing.error} />}
      {isEditing && (
        <ChangeDialog
          bank={bank}
          rows={rows}
          onClose={() => setEditing(false)}
          onDone={(changed) => {
            setEditing(false);
            setEdited(changed);
            void finish();
          }}
        />
      )}
    </>
  );
}
