import type { ExamStart } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Fact } from '../../../components/fact.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './exam-facts.module.css';

function Attempts({ exam }: { exam: ExamStart }) {
  if (exam.attemptsAllowed === null) return <FormattedMessage id="examStart.attemptsUnlimited" />;
  const left = Math.max(0, exam.attemptsAllowed - exam.attempts.length);
  return <FormattedMessage id="examStart.attemptsLeft" values={{ left, allowed: exam.attemptsAllowed }} />;
}

function AccommodationNotice({ exam }: { exam: ExamStart }) {
  const { number } = useFormats();
  if (exam.accommodation === null) return null;
  const { timeMultiplier, extraAttempts, anywhere } = exam.accommodation;
  return (
    <Notice>
      <strong>
        <FormattedMessage id="examStart.accommodation" />
      </strong>
      <ul className={classes.list}>
        {timeMultiplier !== 1 && (
          <li>
            <FormattedMessage
              id="examStart.accommodation.time"
              values={{ minutes: number(exam.minutes), usual: number(exam.minutes / timeMultiplier) }}
            />
          </li>
        )}
        {extraAttempts > 0 && (
          <li>
            <FormattedMessage id="examStart.accommodation.attempts" values={{ count: extraAttempts }} />
          </li>
        )}
        {anywhere && (
          <li>
            <FormattedMessage id="examStart.accommodation.anywhere" />
          </li>
        )}
      </ul>
    </Notice>
  );
}

/** What the learner wants to know before starting, at a glance. */
export function ExamFacts({ exam }: { exam: ExamStart }) {
  const { dateTime, mark, number, score } = useFormats();
  return (
    <>
      <dl className={classes.facts}>
        <Fact className={classes.fact} label="examStart.time">
          <FormattedMessage id="app.minutes" values={{ count: number(exam.minutes) }} />
        </Fact>
        <Fact className={classes.fact} label="examStart.questionCount">
          {exam.questionCount}
        </Fact>
        <Fact className={classes.fact} label="examStart.attempts">
          <Attempts exam={exam} />
        </Fact>
        <Fact className={classes.fact} label="examStart.passMark">
          <FormattedMessage id="examStart.outOfTen" values={{ mark: mark(exam.passMark) }} />
        </Fact>
        <Fact className={classes.fact} label="examStart.grading">
          <FormattedMessage id={`examStart.grading.${exam.grading}`} />
        </Fact>
        {exam.opensAt !== undefined && (
          <Fact className={classes.fact} label="examStart.opensAt">
            {dateTime(exam.opensAt)}
          </Fact>
        )}
        {exam.closesAt !== undefined && (
          <Fact className={classes.fact} label="examStart.closesAt">
            {dateTime(exam.closesAt)}
          </Fact>
        )}
        {exam.counts !== null && (
          <Fact className={classes.fact} label="examStart.counts">
            <FormattedMessage id="examStart.outOfTen" values={{ mark: score(exam.counts) }} />
          </Fact>
        )}
      </dl>
      <AccommodationNotice exam={exam} />
    </>
  );
}
