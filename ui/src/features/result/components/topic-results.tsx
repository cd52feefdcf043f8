import type { AttemptResult } from '@chuyen-de/contracts';
import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import { Meter } from '../../../components/progress.tsx';
import { useText } from '../../../lib/localised.ts';
import classes from './topic-results.module.css';

function TopicResult({ topic, attempt }: { topic: AttemptResult['topics'][number]; attempt: string }) {
  const id = useId();
  const text = useText();
  const { formatMessage } = useIntl();
  return (
    <li className={classes.topic}>
      <span id={id}>
        <Localised text={topic.title} />
      </span>
      <span className={classes.count}>
        <FormattedMessage id="result.topicRight" values={{ right: topic.right, count: topic.count }} />
      </span>
      <Meter aria-labelledby={id} min={0} max={topic.count} value={topic.right} />
      <Link
        className={classes.practice}
        to={`/practice/${topic.code}?attempt=${attempt}`}
        aria-label={formatMessage({ id: 'practice.topic' }, { title: text(topic.title) })}
      >
        <FormattedMessage id="practice.go" />
      </Link>
    </li>
  );
}

export function TopicResults({ result }: { result: AttemptResult }) {
  return (
    <section className={card.card}>
      <h2>
        <FormattedMessage id="result.topics" />
      </h2>
      <ul className={classes.topics}>
        {result.topics
          .filter(({ count }) => count > 0)
          .map((topic) => (
            <TopicResult key={topic.code} topic={topic} attempt={result.id} />
          ))}
      </ul>
    </section>
  );
}
