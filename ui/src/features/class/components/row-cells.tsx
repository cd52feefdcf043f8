import type { ClassRow } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { PassMark } from '../../../components/pass-mark.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import classes from './class-table.module.css';

/** Breaks before its `@` rather than in a word, where it has to. */
function Email({ address }: { address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <span className={classes.soft}>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </span>
  );
}

export function NameCell({ row }: { row: ClassRow }) {
  const nameOf = useLearnerName();
  return (
    <th role="rowheader" scope="row" className={classes.name}>
      {nameOf(row.person)}
      {row.person.email !== null && <Email address={row.person.email} />}
      {row.inRoster === false && (
        <span className={classes.soft}>
          (<FormattedMessage id="class.notInRoster" />)
        </span>
      )}
    </th>
  );
}

/** Answers of an outage, and how far they stretched the time. */
function Late({ row }: { row: ClassRow }) {
  const minutes = Math.max(1, Math.round(row.lateSeconds / 60));
  return (
    <span className={classes.late}>
      <FormattedMessage id="class.replayedLate" values={{ count: row.replayedLate, minutes }} />
    </span>
  );
}

function When({ row }: { row: ClassRow }) {
  const { dateTime } = useFormats();
  if (row.doneAt !== null)
    return <FormattedMessage id="class.doneAt" values={{ at: dateTime(row.doneAt) }} />;
  if (row.lastSavedAt !== null && row.state === 'open')
    return <FormattedMessage id="class.lastSaved" values={{ at: dateTime(row.lastSavedAt) }} />;
  return null;
}

export function StateCell({ row }: { row: ClassRow }) {
  const { percent } = useFormats();
  return (
    <>
      <span className={classes.state} data-state={row.state}>
        <FormattedMessage id={`class.state.${row.state}`} />
      </span>
      <span className={classes.soft}>
        {row.state === 'open' && (
          <>
            <FormattedMessage id="class.progress" values={{ share: percent(row.progress) }} />
            {'. '}
          </>
        )}
        <When row={row} />
      </span>
      {row.replayedLate > 0 && <Late row={row} />}
    </>
  );
}

export function ScoreCell({ row }: { row: ClassRow }) {
  const { score } = useFormats();
  if (row.score === null && row.awaitsMarking === 0) return '–';
  return (
    <span className={classes.score}>
      {row.score && (
        <>
          <strong>{score(row.score)}</strong>
          <PassMark score={row.score} />
        </>
      )}
      {row.awaitsMarking > 0 && (
        <span className={classes.soft}>
          <FormattedMessage id="class.awaitsMarking" values={{ count: row.awaitsMarking }} />
        </span>
      )}
    </span>
  );
}

/** How many attempts, and the way to them. */
export function AttemptsCell({ row, onShow }: { row: ClassRow; onShow: (row: ClassRow) => void }) {
  const { formatMessage } = useIntl();
  const nameOf = useLearnerName();
  if (row.attempts === 0) return row.attempts;
  return (
    <Button
      look="quiet"
      aria-haspopup="dialog"
      aria-label={formatMessage(
        { id: 'class.attempts.showOf' },
        { count: row.attempts, name: nameOf(row.person) },
      )}
      onClick={() => onShow(row)}
    >
      <FormattedMessage id="class.attempts.show" values={{ count: row.attempts }} />
    </Button>
  );
}
