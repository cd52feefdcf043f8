import type { TopicPage } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { ButtonAnchor, ButtonLink } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useSession } from '../../../lib/use-session.ts';
import classes from './topic-page.module.css';
import type { Reading } from './use-reading.ts';

function NextTopic({ next }: { next: NonNullable<TopicPage['next']> }) {
  return (
    <ButtonLink look="main" to={`/topics/${next.code}`}>
      <span>
        <FormattedMessage id="topic.next" values={{ title: <Localised key="title" text={next.title} /> }} />
      </span>
      <Icon name="forward" />
    </ButtonLink>
  );
}

/** The end of a topic, and what comes after it. */
export function Completion({ topic, reading }: { topic: TopicPage; reading: Reading }) {
  const returnUrl = useSession()?.returnUrl;
  const { dateTime } = useFormats();
  if (reading.completedAt === null) return null;
  return (
    <Notice tone="good" live>
      <div className={classes.completion}>
        <p>
          <strong>
            <FormattedMessage id="topic.completed" />.
          </strong>{' '}
          <FormattedMessage id="topic.completedAt" values={{ at: dateTime(reading.completedAt) }} />
        </p>
        {topic.next && <NextTopic next={topic.next} />}
        {returnUrl !== undefined && (
          <ButtonAnchor href={returnUrl} target="_top">
            <FormattedMessage id="app.backToCourse" />
          </ButtonAnchor>
        )}
      </div>
    </Notice>
  );
}
