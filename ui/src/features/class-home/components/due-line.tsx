import { endOfSchoolDay } from '@chuyen-de/contracts/school-zone';
import { FormattedMessage } from 'react-intl';
import { partialDate } from '../../../lib/formats.ts';
import classes from './class-home-page.module.css';

/** By when something is to be completed; nothing where nobody has said. */
export function DueLine({ due, now }: { due: string | null; now: string }) {
  if (due === null) return null;
  const isOver = endOfSchoolDay(due) <= Date.parse(now);
  return (
    <p className={isOver ? classes.overdue : classes.due}>
      <FormattedMessage
        id={isOver ? 'classHome.topic.overdue' : 'classHome.topic.due'}
        values={{ date: partialDate(due) }}
      />
    </p>
  );
}
