import type { AttemptResult } from '@chuyen-de/contracts';
import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import { Meter } from '../../../components/progress.tsx';
import { useText } from '../../../lib/localised.ts';
import classes from './topic-results.module.css';

type Counted = Omit<AttemptResult['topics'][number], 'right'> & { right: number };

function TopicResult({ topic, attempt }: { topic: Counted; attempt: string }) {
  const { right, count } = topic;
  const id = useId();
  const text = useText();
  const { formatMessage } = useIntl();
  return (
    <li className={classes.topic}>
      <span id={id}>
        <Localised text={topic.title} />
      </span>
      <span className={classes.count}>
        <FormattedMessage id="result.topicRight" values={{ right, count }} />
      </span>
      <Meter aria-labelledby={id} min={0} max={count} value={right} />
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
  const counted = result.topics.flatMap(({ right, ...topic }): Counted[] =>
    topic.count > 0 && right !== null ? [{ ...topic, right }] : [],
  );
  if (counted.length === 0) return null;
  return (
    <section className={card.card}>
      <h2>
        <FormattedMessage id="result.topics" />
      </h2>
      <ul className={classes.topics}>
        {counted.map((topic) => (
          <TopicResult key={topic.code} topic={topic} attempt={result.id} />
        ))}
      </ul>
    </section>
  );
}
