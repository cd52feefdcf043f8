import type { BehindReason, ClassLearners } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import hidden from '../../../components/hidden.module.css';
import { Localised } from '../../../components/localised.tsx';
import matrix from '../../../components/matrix.module.css';
import { partialDate, useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import classes from './class-learners-page.module.css';

type Row = ClassLearners['rows'][number];

/** Why somebody is behind, in words. */
function Reason({ reason, view }: { reason: BehindReason; view: ClassLearners }) {
  const text = useText();
  const { date } = useFormats();
  switch (reason.kind) {
    case 'topics-overdue': {
      const overdue = view.topics.filter(({ code }) => reason.topics.includes(code));
      const what = overdue.map(({ title }) => text(title)).join('; ');
      return <FormattedMessage id="classLead.reason.topics-overdue" values={{ what }} />;
    }
    case 'exams-missed':
    case 'exams-not-passed': {
      const exams = view.exams.filter(({ linkId }) => reason.exams.includes(linkId));
      const what = exams.map(({ title, linkTitle }) => linkTitle ?? text(title)).join('; ');
      return <FormattedMessage id={`classLead.reason.${reason.kind}`} values={{ what }} />;
    }
    case 'idle':
      return <FormattedMessage id="classLead.reason.idle" values={{ date: date(reason.since) }} />;
    case 'not-begun':
      return <FormattedMessage id="classLead.reason.not-begun" />;
  }
}

const NotBegun = () => (
  <>
    <span aria-hidden="true">–</span>
    <span className={hidden.hidden}>
      <FormattedMessage id="classLead.cell.none" />
    </span>
  </>
);

function TopicCell({ standing }: { standing: Row['topics'][string] | undefined }) {
  const { date, percent } = useFormats();
  if (!standing) return <NotBegun />;
  if (standing.completedAt !== null)
    return (
      <span className={classes.done}>
        ✓ <FormattedMessage id="classLead.cell.done" values={{ date: date(standing.completedAt) }} />
      </span>
    );
  return <>{percent(standing.parts === 0 ? 0 : Math.floor((100 * standing.done) / standing.parts) / 100)}</>;
}

function ExamCell({ sat }: { sat: Row['exams'][string] | undefined }) {
  const { score } = useFormats();
  if (!sat) return <NotBegun />;
  if (sat.score !== null)
    return (
      <span className={sat.score.passed ? classes.done : classes.behind}>
        {sat.score.passed && '✓ '}
        {score(sat.score)}
      </span>
    );
  return <FormattedMessage id={sat.state === 'open' ? 'classLead.cell.open' : 'classLead.cell.handedIn'} />;
}

function Standing({ row, view, onRemind }: { row: Row; view: ClassLearners; onRemind: (row: Row) => void }) {
  const { formatMessage } = useIntl();
  if (row.reasons.length === 0)
    return (
      <span className={classes.soft}>
        <FormattedMessage id="classLead.onTrack" />
      </span>
    );
  const name = row.person.name ?? formatMessage({ id: 'class.unnamed' }, { number: row.person.number });
  return (
    <>
      <ul className={classes.reasons}>
        {row.reasons.map((reason) => (
          <li key={reason.kind}>
            <Reason reason={reason} view={view} />
          </li>
        ))}
      </ul>
      <Button
        aria-label={formatMessage({ id: 'classLead.remindWhom' }, { name })}
        onClick={() => onRemind(row)}
      >
        <FormattedMessage id="classLead.remind" />
      </Button>
    </>
  );
}

function Heads({ view: { topics, exams } }: { view: ClassLearners }) {
  const { dateTime } = useFormats();
  return (
    <tr>
      <th scope="col">
        <FormattedMessage id="classLead.name" />
      </th>
      <th scope="col">
        <FormattedMessage id="classLead.standing" />
      </th>
      {topics.map(({ code, title, due }) => (
        <th key={code} scope="col">
          <Localised text={title} />
          {due !== null && (
            <span className={classes.soft}>
              <FormattedMessage id="classLead.due" values={{ date: partialDate(due) }} />
            </span>
          )}
        </th>
      ))}
      {exams.map(({ linkId, title, linkTitle, closesAt }) => (
        <th key={linkId} scope="col">
          {linkTitle ?? <Localised text={title} />}
          {closesAt !== null && (
            <span className={classes.soft}>
              <FormattedMessage id="classLead.closes" values={{ at: dateTime(closesAt) }} />
            </span>
          )}
        </th>
      ))}
    </tr>
  );
}

/** Everybody on a page of the class, beside each topic and exam. */
export function LearnersTable({ view, onRemind }: { view: ClassLearners; onRemind: (row: Row) => void }) {
  const { formatMessage } = useIntl();
  const name = formatMessage({ id: 'classLead.table' });
  return (
    // It can be wider than the window, and is moved by keys as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={matrix.scroll} role="region" aria-label={name} tabIndex={0}>
      <table className={`${matrix.table ?? ''} ${classes.table ?? ''}`} aria-label={name}>
        <thead>
          <Heads view={view} />
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.person.id}>
              <th scope="row" className={classes.name} translate="no">
                {row.person.name ?? (
                  <FormattedMessage id="class.unnamed" values={{ number: row.person.number }} />
                )}
              </th>
              <td className={classes.standing}>
                <Standing row={row} view={view} onRemind={onRemind} />
              </td>
              {view.topics.map(({ code }) => (
                <td key={code}>
                  <TopicCell standing={row.topics[code]} />
                </td>
              ))}
              {view.exams.map(({ linkId }) => (
                <td key={linkId}>
                  <ExamCell sat={row.exams[linkId]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
