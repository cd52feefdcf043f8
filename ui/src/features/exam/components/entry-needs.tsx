import type { ExamStart } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import classes from './exam-facts.module.css';

/** What this person has to have before they begin an attempt. */
export function EntryNeeds({ exam }: { exam: ExamStart }) {
  const isOpen = exam.attempts.some(({ state }) => state === 'open');
  const needs = [exam.passwordAsked && !isOpen && 'password', exam.placeBound && 'place'].filter(
    (need) => need === 'password' || need === 'place',
  );
  if (needs.length === 0) return null;
  return (
    <Notice>
      <strong>
        <FormattedMessage id="examStart.needs" />
      </strong>
      <ul className={classes.list}>
        {needs.map((need) => (
          <li key={need}>
            <FormattedMessage id={`examStart.needs.${need}`} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
