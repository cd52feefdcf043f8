import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useRoute } from 'wouter';
import type { MessageId } from '../i18n/messages.ts';
import { canOf } from '../lib/can.ts';
import { itemPath, kindOf } from '../lib/item-kinds.ts';
import { useSession } from '../lib/use-session.ts';
import classes from './staff-tabs.module.css';

function Tab({ to, label }: { to: string; label: MessageId }) {
  const [here] = useRoute(to);
  return (
    <Link to={to} className={classes.tab} aria-current={here ? 'page' : undefined}>
      <FormattedMessage id={label} />
    </Link>
  );
}

/** Between the content of the link and what else somebody may see from there. */
export function StaffTabs() {
  const { formatMessage } = useIntl();
  const session = useSession();
  const { seeClass, seeQuestions, readRecords, makeExams, writeQuestions, appraise } = canOf(session);
  if (
    !(seeClass || readRecords || makeExams || writeQuestions || appraise) ||
    session?.view !== 'item' ||
    session.item === undefined
  )
    return null;
  const { hasClass, learnersPath, inAttempts, tab } = kindOf(session.item);
  return (
    <nav className={classes.tabs} aria-label={formatMessage({ id: 'class.tabs' })}>
      {seeClass && hasClass && <Tab to="/class" label="class.tab" />}
      {seeClass && learnersPath && <Tab to={learnersPath(session.item.code)} label="class.tab" />}
      {seeQuestions && inAttempts && <Tab to="/questions" label="class.tab.questions" />}
      {seeQuestions && inAttempts && <Tab to="/appeals" label="class.tab.appeals" />}
      {seeClass && session.context && <Tab to="/course" label="class.tab.course" />}
      <Tab to={itemPath(session.item)} label={tab} />
      {makeExams && <Tab to="/made-exams" label="class.tab.exams" />}
      {writeQuestions && <Tab to="/banks" label="class.tab.bank" />}
      {appraise && <Tab to="/appraisals" label="class.tab.appraisals" />}
      {readRecords && <Tab to="/records" label="class.tab.records" />}
    </nav>
  );
}
