import type { ExamStart, ReviewPart } from '@chuyen-de/contracts';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import classes from './exam-start-page.module.css';

const AFTER = ['submitted', 'open'] as const;

/** What may be seen after submitting, and what of the rest once the exam has closed. */
function partsOf({ review, closesAt }: ExamStart) {
  const soon = REVIEW_PARTS.filter((part) => AFTER.some((moment) => review[moment].includes(part)));
  const later = closesAt === undefined ? [] : review.closed.filter((part) => !soon.includes(part));
  return { soon, later: REVIEW_PARTS.filter((part) => later.includes(part)) };
}

/** What may be seen when, where anything may. */
function ReviewRules({ exam }: { exam: ExamStart }) {
  const { formatList, formatMessage } = useIntl();
  const { time, date } = useFormats();
  const { soon, later } = partsOf(exam);
  const named = (parts: readonly ReviewPart[]) =>
    formatList(parts.map((part) => formatMessage({ id: `review.part.${part}` })));
  const { closesAt } = exam;
  return (
    <>
      {soon.length > 0 && (
        <li>
          <FormattedMessage id="examStart.review" values={{ what: named(soon) }} />
        </li>
      )}
      {later.length > 0 && closesAt !== undefined && (
        <li>
          <FormattedMessage
            id="examStart.reviewClosed"
            values={{ what: named(later), time: time(closesAt), date: date(closesAt) }}
          />
        </li>
      )}
      {soon.length + later.length === 0 && (
        <li>
          <FormattedMessage id="examStart.noReview" />
        </li>
      )}
    </>
  );
}

export function ExamRules({ exam }: { exam: ExamStart }) {
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
        {exam.behaviour && (
          <li>
            <FormattedMessage id={`examStart.rule.${exam.behaviour}`} values={{ ...exam.tries }} />
          </li>
        )}
        {exam.certainty && (
          <li>
            <FormattedMessage id="examStart.rule.certainty" />
          </li>
        )}
        <ReviewRules exam={exam} />
      </ul>
    </section>
  );
}
