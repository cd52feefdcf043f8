import type { AttemptSummary, ExamStart } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { PassMark } from '../../../components/pass-mark.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './previous-attempts.module.css';

/** Why an attempt that has ended says no score. */
function withoutScore({ scoreShut, settled }: AttemptSummary) {
  if (scoreShut) return 'examStart.attemptShut';
  return settled ? 'examStart.attemptUnmarked' : 'examStart.attemptUnsettled';
}

function AttemptRow({ attempt }: { attempt: AttemptSummary }) {
  const { formatMessage } = useIntl();
  const { dateTime, score } = useFormats();
  return (
    <li className={classes.attempt}>
      <span className={classes.when}>
        <strong>
          <FormattedMessage id="examStart.attemptNumber" values={{ number: attempt.number }} />
        </strong>
        <span className={classes.soft}>
          {attempt.closedAt === null ? (
            <FormattedMessage id="examStart.attemptOpen" />
          ) : (
            <FormattedMessage id="examStart.attemptDone" values={{ at: dateTime(attempt.closedAt) }} />
          )}
        </span>
      </span>
      {attempt.state === 'closed' && attempt.score === null && (
        <span className={classes.soft}>
          <FormattedMessage id={withoutScore(attempt)} />
        </span>
      )}
      {attempt.score && (
        <span className={classes.score}>
          <strong>{score(attempt.score)}</strong> <PassMark score={attempt.score} />
        </span>
      )}
      {attempt.state === 'closed' && (
        <Link
          className={classes.link}
          to={`/attempts/${attempt.id}`}
          aria-label={formatMessage({ id: 'examStart.viewResultOf' }, { number: attempt.number })}
        >
          <FormattedMessage id="examStart.viewResult" />
        </Link>
      )}
    </li>
  );
}

export function PreviousAttempts({ exam }: { exam: ExamStart }) {
  if (exam.attempts.length === 0) return null;
  const newestFirst = exam.attempts.toSorted((a, b) => b.number - a.number);
  return (
    <section className={classes.part}>
      <h2>
        <FormattedMessage id="examStart.previous" />
      </h2>
      <ul className={classes.attempts}>
        {newestFirst.map((attempt) => (
          <AttemptRow key={attempt.id} attempt={attempt} />
        ))}
      </ul>
    </section>
  );
}
