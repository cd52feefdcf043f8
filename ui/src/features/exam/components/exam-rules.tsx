import type { ExamStart } from '@chuyen-de/contracts';
import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import classes from './exam-start-page.module.css';

function useReviewable(exam: ExamStart): string[] {
  const { formatMessage } = useIntl();
  const { answers, key, explanation } = exam.review;
  const parts = [
    'score',
    ...(answers ? (['answers'] as const) : []),
    ...(key ? (['key'] as const) : []),
    ...(explanation ? (['explanation', 'source'] as const) : []),
  ] as const;
  return parts.map((part) => formatMessage({ id: `examStart.review.${part}` }));
}

export function ExamRules({ exam }: { exam: ExamStart }) {
  const reviewable = useReviewable(exam);
  return (
    <section className={classes.part}>
      <h2>
        <FormattedMessage id="examStart.rules" />
      </h2>
      <ul className={classes.rules}>
        <li>
          <FormattedMessage id="examStart.rule.clock" />
        </li>
        <li>
          <FormattedMessage id="examStart.rule.saved" />
        </li>
        <li>
          <FormattedMessage id="examStart.rule.outage" values={{ minutes: exam.outageMinutes }} />
        </li>
        <li>
          <FormattedMessage id="examStart.rule.key" />
        </li>
        <li>
          <FormattedMessage id="examStart.rule.device" />
        </li>
        <li>
          <FormattedMessage
            id="examStart.review"
            values={{ what: <FormattedList key="what" type="conjunction" value={reviewable} /> }}
          />
        </li>
      </ul>
    </section>
  );
}
