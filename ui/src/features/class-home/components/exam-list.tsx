import type { ClassHome } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './class-home-page.module.css';

type Exam = ClassHome['exams'][number];

/** When an exam can be sat, as far as it is bound to a time. */
function Opening({ exam: { opensAt, closesAt }, now }: { exam: Exam; now: string }) {
  const { dateTime } = useFormats();
  const isAhead = (at: string | null): at is string => at !== null && Date.parse(at) > Date.parse(now);
  return (
    <>
      {isAhead(opensAt) && (
        <p className={classes.due}>
          <FormattedMessage id="classHome.exam.opens" values={{ at: dateTime(opensAt) }} />
        </p>
      )}
      {closesAt !== null && (
        <p className={classes.due}>
          <FormattedMessage
            id={isAhead(closesAt) ? 'classHome.exam.closes' : 'classHome.exam.closed'}
            values={{ at: dateTime(closesAt) }}
          />
        </p>
      )}
    </>
  );
}

function ExamRow({ exam, now }: { exam: Exam; now: string }) {
  const { score: scoreText } = useFormats();
  const { title, linkTitle, minutes, mine, score } = exam;
  return (
    <li className={classes.row}>
      <p className={classes.title}>{linkTitle ?? <Localised text={title} />}</p>
      <p className={mine === 'done' ? classes.completed : classes.soft}>
        <FormattedMessage id={`classHome.exam.${mine}`} />
        {score !== null && (
          <>
            {' · '}
            <FormattedMessage id="classHome.exam.score" values={{ score: scoreText(score) }} />
          </>
        )}
      </p>
      <Opening exam={exam} now={now} />
      {mine === 'not-started' && (
        <p className={classes.soft}>
          <FormattedMessage id="classHome.exam.minutes" values={{ minutes }} />
        </p>
      )}
    </li>
  );
}

/** The exams of the course. Each is a link of its own in the LMS, by which its grade goes. */
export const ExamList = ({ exams, now }: Pick<ClassHome, 'exams'> & { now: string }) => (
  <section className={`${card.card ?? ''} ${classes.part ?? ''}`}>
    <h2>
      <FormattedMessage id="classHome.exams" />
    </h2>
    <p className={classes.soft}>
      <FormattedMessage id={exams.length === 0 ? 'classHome.exams.none' : 'classHome.exams.where'} />
    </p>
    {exams.length > 0 && (
      <ul className={classes.list}>
        {exams.map((exam) => (
          <ExamRow key={exam.linkId} exam={exam} now={now} />
        ))}
      </ul>
    )}
  </section>
);
