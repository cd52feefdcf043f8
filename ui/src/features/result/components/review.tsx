import type { AttemptResult } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { Localised } from '../../../components/localised.tsx';
import { ReviewedQuestion, type ReviewItem } from './reviewed-question.tsx';
import classes from './review.module.css';

interface NumberedItem {
  number: number;
  question: ReviewItem;
}

type Shown = 'all' | 'wrong';

function Filter({ shown, onShow }: { shown: Shown; onShow: (shown: Shown) => void }) {
  const { formatMessage } = useIntl();
  return (
    <Choice
      label={formatMessage({ id: 'result.filter' })}
      value={shown}
      options={[
        { value: 'all', label: formatMessage({ id: 'result.showAll' }) },
        { value: 'wrong', label: formatMessage({ id: 'result.showWrong' }) },
      ]}
      onChange={onShow}
    />
  );
}

interface GroupProps {
  attempt: string;
  topic: AttemptResult['topics'][number];
  items: NumberedItem[];
}

function TopicGroup({ attempt, topic, items }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <section className={classes.group}>
      <h3>
        <Localised text={topic.title} />
      </h3>
      {items.map(({ number, question }) => (
        <ReviewedQuestion key={question.slot} attempt={attempt} number={number} question={question} />
      ))}
    </section>
  );
}

/** The answers once more, by topic, as far as the exam's settings allow. */
export function Review({
  attempt,
  questions,
  topics,
}: {
  attempt: string;
  questions: ReviewItem[];
  topics: AttemptResult['topics'];
}) {
  const [shown, setShown] = useState<Shown>('all');
  const items = questions
    .map((question, index) => ({ number: index + 1, question }))
    .filter(({ question }) => shown === 'all' || (question.fraction !== undefined && question.fraction < 1));
  const judged = questions.some((question) => question.fraction !== undefined);
  return (
    <section className={`${card.card ?? ''} ${classes.review ?? ''}`}>
      <div className={classes.head}>
        <h2>
          <FormattedMessage id="result.review" />
        </h2>
        {judged && <Filter shown={shown} onShow={setShown} />}
      </div>
      {items.length === 0 && (
        <p>
          <FormattedMessage id="result.noneWrong" />
        </p>
      )}
      {topics.map((topic) => (
        <TopicGroup
          key={topic.code}
          attempt={attempt}
          topic={topic}
          items={items.filter(({ question }) => question.topic === topic.code)}
        />
      ))}
    </section>
  );
}
