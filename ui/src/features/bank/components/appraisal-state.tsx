import type { AppraisalBrief } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
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
