import type { ClassRow, SupervisedAttempt } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
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

function Attempt({ exam, person, attempt }: { exam: string; person: string; attempt: SupervisedAttempt }) {
  const [removing, setRemoving] = useState(false);
  const { formatMessage } = useIntl();
  const { number } = attempt;
  return (
    <li className={classes.attempt}>
      <strong>
        <FormattedMessage
          id={attempt.trial ? 'class.attempts.trialNumber' : 'class.attempts.number'}
          values={{ number }}
        />
      </strong>
      <span>
        <Words attempt={attempt} />
      </span>
      {attempt.removed === null && !removing && (
        <Button
          aria-label={formatMessage({ id: 'class.attempts.removeOf' }, { number })}
          onClick={() => setRemoving(true)}
        >
          <FormattedMessage id="class.attempts.remove" />
        </Button>
      )}
      {attempt.removed === null && removing && (
        <RemovalForm exam={exam} person={person} attempt={attempt} onClose={() => setRemoving(false)} />
      )}
    </li>
  );
}

/** Every attempt of one person, each to be removed with a reason. */
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
  const titleId = useId();
  const found = useQuery(personAttemptsQuery(exam, person));
  return (
    <Dialog labelledBy={titleId} onClose={onClose}>
      <h2 id={titleId} className={classes.title}>
        <FormattedMessage id="class.attempts.title" values={{ name }} />
      </h2>
      {found.isError && <ErrorNotice error={found.error} />}
      {found.isPending && <Loading />}
      <ul className={classes.attempts}>
        {found.data?.attempts.map((attempt) => (
          <Attempt key={attempt.id} exam={exam} person={person} attempt={attempt} />
        ))}
      </ul>
      <div className={classes.ways}>
        <Button onClick={onClose}>
          <FormattedMessage id="app.close" />
        </Button>
      </div>
    </Dialog>
  );
}
