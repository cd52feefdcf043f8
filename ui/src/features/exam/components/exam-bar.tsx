import type { LearnerAttempt } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { BackToCourse } from '../../../components/back-to-course.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Person } from '../../../components/person.tsx';
import type { ServerClock } from '../../../lib/server-clock.ts';
import type { SheetView } from '../log/sheet-state.ts';
import classes from './exam-bar.module.css';
import { SaveStatus } from './save-status.tsx';
import { Timer } from './timer.tsx';

/** Stays on top while the learner works: which exam, whether all is saved, how much time is left. */
export function ExamBar({
  attempt,
  view,
  clock,
}: {
  attempt: LearnerAttempt;
  view: SheetView;
  clock: ServerClock;
}) {
  return (
    <header className={classes.bar}>
      <div className={classes.inner}>
        <div className={classes.names}>
          <BackToCourse short />
          <h1 className={classes.title}>
            <Localised text={attempt.exam.title} />
          </h1>
          {attempt.paperCode !== undefined && (
            <p className={classes.code}>
              <FormattedMessage id="takeExam.paperCode" values={{ code: attempt.paperCode }} />
            </p>
          )}
          <Person />
        </div>
        <SaveStatus sending={view.sending} savedAt={view.savedAt} />
        <Timer clock={clock} dueAt={view.dueAt} pausedAt={view.pausedAt} />
      </div>
    </header>
  );
}
