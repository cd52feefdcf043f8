import type { ClassHome } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { Icon } from '../../../components/icon.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Progress } from '../../../components/progress.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import classes from './class-home-page.module.css';
import { DueLine } from './due-line.tsx';

type Topic = ClassHome['topics'][number];

/** How far one has come with a topic. */
function Standing({ topic: { title, parts, done, completedAt } }: { topic: Topic }) {
  const { date } = useFormats();
  const text = useText();
  if (completedAt !== null)
    return (
      <p className={classes.completed}>
        <Icon name="check" />
        <FormattedMessage id="classHome.topic.completed" values={{ date: date(completedAt) }} />
      </p>
    );
  return (
    <>
      <p className={classes.soft}>
        <FormattedMessage id="classHome.topic.parts" values={{ done, parts }} />
      </p>
      {done > 0 && <Progress aria-label={text(title)} value={done} max={Math.max(1, parts)} />}
    </>
  );
}

function TopicRow({ topic, number, now }: { topic: Topic; number: number; now: string }) {
  const { formatMessage } = useIntl();
  const text = useText();
  const { code, title, minutes, due, completedAt, practice } = topic;
  return (
    <li className={classes.row}>
      <p className={classes.soft}>
        <FormattedMessage id="classHome.topic.number" values={{ number }} /> ·{' '}
        <FormattedMessage id="classHome.topic.minutes" values={{ minutes }} />
      </p>
      <Link className={classes.open} to={`/topics/${code}`}>
        <Localised text={title} />
      </Link>
      <Standing topic={topic} />
      {completedAt === null && <DueLine due={due} now={now} />}
      {practice && (
        <Link
          className={classes.way}
          to={`/practice/${code}`}
          aria-label={formatMessage({ id: 'classHome.topic.practiceOf' }, { title: text(title) })}
        >
          <FormattedMessage id="classHome.topic.practice" />
        </Link>
      )}
    </li>
  );
}

/** The topics of the programme, in teaching order. */
export const TopicList = ({ topics, now }: Pick<ClassHome, 'topics'> & { now: string }) => (
  <section className={`${card.card ?? ''} ${classes.part ?? ''}`}>
    <h2>
      <FormattedMessage id="classHome.topics" />
    </h2>
    {topics.length === 0 ? (
      <p>
        <FormattedMessage id="classHome.topics.none" />
      </p>
    ) : (
      <ol className={classes.list}>
        {topics.map((topic, index) => (
          <TopicRow key={topic.code} topic={topic} number={index + 1} now={now} />
        ))}
      </ol>
    )}
  </section>
);
