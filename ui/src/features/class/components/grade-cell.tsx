import type { ClassRow, LedgerEntry } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { GRADEBOOK_KEY, retryGrade } from '../api/gradebook.ts';
import { isGradeMissing } from '../class-rows.ts';
import classes from './class-table.module.css';

const SIGNS: Record<LedgerEntry['state'], IconName> = {
  waiting: 'clock',
  sent: 'check',
  settled: 'check',
  refused: 'warning',
};

/** What the LMS said, for whoever has to talk to its administrator. */
function Answer({ grade: { lastReply } }: { grade: LedgerEntry }) {
  if (!lastReply || (lastReply.status === 0 && lastReply.message === '')) return null;
  return (
    <details>
      <summary>
        <FormattedMessage id="class.grade.answer" />
      </summary>
      {lastReply.status === 0 ? lastReply.message : `${lastReply.status} ${lastReply.message}`.trim()}
    </details>
  );
}

/** Why a grade is not in the gradebook as it was sent. */
function Reason({ grade }: { grade: LedgerEntry }) {
  const { time, mark } = useFormats();
  const { reason, held, nextTryAt } = grade;
  return (
    <div className={classes.soft}>
      {reason !== null && (
        <p>
          <FormattedMessage id={`class.reason.${reason}`} values={{ mark: mark(held?.outOfTen ?? 0) }} />
        </p>
      )}
      {grade.state !== 'sent' && (
        <>
          <p>
            {grade.tries > 0 && <FormattedMessage id="class.grade.tries" values={{ tries: grade.tries }} />}{' '}
            {nextTryAt !== null && (
              <FormattedMessage id="class.grade.nextTry" values={{ at: time(nextTryAt) }} />
            )}
          </p>
          <Answer grade={grade} />
        </>
      )}
    </div>
  );
}

function Retry({ row, grade }: { row: ClassRow; grade: LedgerEntry }) {
  const queryClient = useQueryClient();
  const { formatMessage } = useIntl();
  const nameOf = useLearnerName();
  const retry = useMutation({
    mutationFn: () => retryGrade(grade.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: GRADEBOOK_KEY }),
  });
  return (
    <>
      <Button
        aria-label={formatMessage({ id: 'class.retryOf' }, { name: nameOf(row.person) })}
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
  const isAsSent = grade.state === 'sent' && grade.reason === null;
  const isWithdrawn = isAsSent && grade.score === null;
  return (
    <div className={classes.grade}>
      <span className={classes.gradeState} data-state={grade.state}>
        <Icon name={isGradeMissing(row) && grade.state === 'sent' ? 'warning' : SIGNS[grade.state]} />
        <FormattedMessage id={isWithdrawn ? 'class.grade.withdrawn' : `class.grade.${grade.state}`} />
      </span>
      {!isAsSent && <Reason grade={grade} />}
      {grade.can.retry && <Retry row={row} grade={grade} />}
    </div>
  );
}
