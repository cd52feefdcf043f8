import type { TopicPage } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import type { ReadingMode } from './use-section-place.ts';
import classes from './topic-page.module.css';

/** What the topic is about, for who asks; how to read it. The text itself shall begin soon. */
export function TopicHead({
  topic,
  mode,
  onMode,
}: {
  topic: TopicPage;
  mode: ReadingMode;
  onMode: (mode: ReadingMode) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <header className={classes.head}>
      <p className={card.kicker}>
        <FormattedMessage id="topic.kicker" /> {topic.code}
      </p>
      <PageTitle>
        <Localised text={topic.title} />
      </PageTitle>
      <details className={classes.objectives}>
        <summary>
          <FormattedMessage id="topic.about" />
        </summary>
        <p className={classes.summary}>
          <Localised text={topic.summary} />
        </p>
        <ul>
          {topic.objectives.map((objective) => (
            <li key={objective.vi}>
              <Localised text={objective} />
            </li>
          ))}
        </ul>
      </details>
      <div className={classes.how}>
        <span>
          <FormattedMessage id="topic.readingTime" values={{ minutes: topic.minutes }} />
        </span>
        <Choice
          label={formatMessage({ id: 'topic.mode' })}
          value={mode}
          options={[
            { value: 'step', label: formatMessage({ id: 'topic.mode.step' }) },
            { value: 'all', label: formatMessage({ id: 'topic.mode.all' }) },
          ]}
          onChange={onMode}
        />
      </div>
    </header>
  );
}
