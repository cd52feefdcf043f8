import type { AppraisalBrief } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import classes from './bank.module.css';

/** How far an appraisal has come, in a line. */
export function AppraisalState({ appraisal }: { appraisal: AppraisalBrief }) {
  const { dateTime } = useFormats();
  const { state, approvals, needed, contested, due, overdue } = appraisal;
  return (
    <>
      <FormattedMessage id={`appraisal.state.${state}`} />
      {state === 'in-review' && (
        <>
          {' · '}
          <FormattedMessage id="appraisal.votes" values={{ approvals, needed }} />
          {' · '}
          <span className={overdue ? classes.bad : undefined}>
            <FormattedMessage
              id={overdue ? 'appraisal.overdue' : 'appraisal.due'}
              values={{ at: dateTime(due) }}
            />
          </span>
        </>
      )}
      {contested > 0 && (
        <span className={classes.bad}>
          {' · '}
          <FormattedMessage id="appraisal.contested" values={{ count: contested }} />
        </span>
      )}
    </>
  );
}

/** Of what is in review: for whom it waits, or that nobody is left to decide it. */
function WaitsFor({ waitsFor }: { waitsFor: NonNullable<AppraisalBrief['waitsFor']> }) {
  const { formatMessage } = useIntl();
  if (waitsFor.length === 0)
    return (
      <p className={classes.bad}>
        <FormattedMessage id="appraisal.stuck" />
      </p>
    );
  const people = waitsFor.map(({ name, what }) =>
    formatMessage({ id: `appraisal.waitsFor.${what}` }, { name: name ?? '–' }),
  );
  return (
    <p>
      <FormattedMessage id="appraisal.waitsFor" values={{ people: people.join('; ') }} />
    </p>
  );
}

/** What became of an appraisal: for whom it waits, when it was decided, who took it back. */
export function AppraisalCourse({ appraisal }: { appraisal: AppraisalBrief }) {
  const { dateTime } = useFormats();
  const { submittedBy, submittedAt, waitsFor, decidedAt, ended, state } = appraisal;
  return (
    <>
      <p className={classes.soft}>
        <FormattedMessage
          id="appraisal.handedIn"
          values={{ name: submittedBy ?? '–', at: dateTime(submittedAt) }}
        />
      </p>
      {waitsFor && <WaitsFor waitsFor={waitsFor} />}
      {decidedAt !== null && decidedAt !== ended?.at && (
        <p className={classes.soft}>
          <FormattedMessage
            id={state === 'returned' ? 'appraisal.returnedAt' : 'appraisal.approvedAt'}
            values={{ at: dateTime(decidedAt) }}
          />
        </p>
      )}
      {ended && (
        <p className={classes.soft}>
          <FormattedMessage
            id={state === 'overtaken' ? 'appraisal.overtakenBy' : 'appraisal.withdrawnBy'}
            values={{ name: ended.by ?? '–', at: dateTime(ended.at) }}
          />
        </p>
      )}
    </>
  );
}
