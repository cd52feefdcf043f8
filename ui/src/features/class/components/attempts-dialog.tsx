import type { ClassRow, SupervisedAttempt } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { personAttemptsQuery } from '../api/attempts.ts';
import classes from './attempts-dialog.module.css';
import { RemovalForm } from './removal-form.tsx';

function Words({ attempt }: { attempt: SupervisedAttempt }) {
  const { dateTime, score } = useFormats();
  if (attempt.removed !== null) {
    const { at, reason } = attempt.removed;
    return <FormattedMessage id="class.attempts.removed" values={{ at: dateTime(at), reason }} />;
  }
  if (attempt.closedAt === null)
    return <FormattedMessage id="class.attempts.open" values={{ at: dateTime(attempt.startedAt) }} />;
  const at = dateTime(attempt.closedAt);
  if (attempt.score === null) return <FormattedMessage id="class.attempts.unsettled" values={{ at }} />;
  return <FormattedMessage id="class.attempts.scored" values={{ at, score: score(attempt.score) }} />;
}

interface AttemptProps {
  exam: string;
  person: string;
  attempt: SupervisedAttempt;
  /** Which attempt is being removed: one at a time. */
  removing: string | null;
  onRemoving: (id: string | null) => void;
}

function Attempt({ exam, person, attempt, removing, onRemoving }: AttemptProps) {
  const { formatMessage } = useIntl();
  const { id, number } = attempt;
  return (
    <li className={classes.attempt}>
      <strong>
        <FormattedMessage
          id={
            attempt.trial
              ? 'class.attempts.trialNumber'
              : attempt.onPaper
                ? 'class.attempts.paperNumber'
                : 'class.attempts.number'
          }
          values={{ number }}
        />
      </strong>
      <span>
        <Words attempt={attempt} />
      </span>
      {attempt.can.remove && removing === null && (
        <Button
          aria-label={formatMessage({ id: 'class.attempts.removeOf' }, { number })}
          onClick={() => onRemoving(id)}
        >
          <FormattedMessage id="class.attempts.remove" />
        </Button>
      )}
      {removing === id && (
        <RemovalForm exam={exam} person={person} attempt={attempt} onClose={() => onRemoving(null)} />
      )}
    </li>
  );
}

/** Every attempt of one person, each to be removed with a reason; while one is, the way out is that of its form. */
export function AttemptsDialog({
  exam,
  person,
  name,
  onClose,
}: {
  exam: string;
  person: ClassRow['person']['id'];
  name: string;
  onClose: () => void;
}) {
  const found = useQuery(personAttemptsQuery(exam, person));
  const [removing, setRemoving] = useState<string | null>(null);
  return (
    <TitledDialog title={<FormattedMessage id="class.attempts.title" values={{ name }} />} onClose={onClose}>
      {found.isError && <ErrorNotice error={found.error} />}
      {found.isPending && <Loading />}
      <ul className={classes.attempts}>
        {found.data?.attempts.map((attempt) => (
          <Attempt key={attempt.id} {...{ exam, person, attempt, removing }} onRemoving={setRemoving} />
        ))}
      </ul>
      {removing === null && (
        <Button className={classes.close} onClick={onClose}>
          <FormattedMessage id="app.close" />
        </Button>
      )}
    </TitledDialog>
  );
}
