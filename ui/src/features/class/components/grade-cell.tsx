import type { ClassRow, LedgerEntry } from '@chuyen-de/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { gradebookQuery, retryGrade } from '../api/gradebook.ts';
import classes from './class-table.module.css';
import { useRowName } from './row-cells.tsx';

const SIGNS: Record<LedgerEntry['state'], IconName> = {
  waiting: 'clock',
  sent: 'check',
  settled: 'check',
  refused: 'warning',
};

/** Why a grade is not in the gradebook, in the words of the LMS where there are any. */
function Reason({ grade }: { grade: LedgerEntry }) {
  const { time } = useFormats();
  const { lastReply, nextTryAt } = grade;
  return (
    <div className={classes.soft}>
      {lastReply && (
        <p>
          {lastReply.status === 0 ? (
            <FormattedMessage id="class.grade.unreachable" />
          ) : (
            <FormattedMessage
              id={lastReply.message === '' ? 'class.grade.replyBare' : 'class.grade.reply'}
              values={{ status: lastReply.status, message: lastReply.message }}
            />
          )}
        </p>
      )}
      <p>
        {grade.tries > 0 && <FormattedMessage id="class.grade.tries" values={{ tries: grade.tries }} />}{' '}
        {nextTryAt !== null && <FormattedMessage id="class.grade.nextTry" values={{ at: time(nextTryAt) }} />}
      </p>
    </div>
  );
}

function Retry({ row, grade }: { row: ClassRow; grade: LedgerEntry }) {
  const queryClient = useQueryClient();
  const { formatMessage } = useIntl();
  const nameOf = useRowName();
  const retry = useMutation({
    mutationFn: () => retryGrade(grade.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: gradebookQuery.queryKey }),
  });
  return (
    <>
      <Button
        aria-label={formatMessage({ id: 'class.retryOf' }, { name: nameOf(row) })}
        aria-disabled={retry.isPending}
        onClick={() => retry.mutate()}
      >
        <FormattedMessage id="class.retry" />
      </Button>
      {retry.isError && <ErrorNotice error={retry.error} />}
    </>
  );
}

/** Where the grade is on its way to the LMS's gradebook. */
export function GradeCell({ row }: { row: ClassRow }) {
  const { grade } = row;
  if (grade === null) {
    return (
      <span className={classes.soft}>
        <FormattedMessage id="class.grade.none" />
      </span>
    );
  }
  const missing = grade.state === 'waiting' || grade.state === 'refused';
  return (
    <div className={classes.grade}>
      <span className={classes.gradeState} data-state={grade.state}>
        <Icon name={SIGNS[grade.state]} />
        <FormattedMessage id={`class.grade.${grade.state}`} />
      </span>
      {missing && <Reason grade={grade} />}
      {missing && <Retry row={row} grade={grade} />}
    </div>
  );
}
