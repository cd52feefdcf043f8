import { startOfSchoolDay } from '@chuyen-de/contracts/school-zone';
import { FormattedMessage } from 'react-intl';
import { partialDate } from '../../../lib/formats.ts';
import classes from './class-home-page.module.css';

const DAY_MS = 86_400_000;

/** By when something is to be completed; nothing where nobody has said. */
export function DueLine({ due, now }: { due: string | null; now: string }) {
  if (due === null) return null;
  const isOver = startOfSchoolDay(due) + DAY_MS <= Date.parse(now);
  return (
    <p className={isOver ? classes.overdue : classes.due}>
      <FormattedMessage
        id={isOver ? 'classHome.topic.overdue' : 'classHome.topic.due'}
        values={{ date: partialDate(due) }}
      />
    </p>
  );
}
