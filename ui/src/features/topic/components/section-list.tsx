import type { TopicPage } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import hidden from '../../../components/hidden.module.css';
import { Icon } from '../../../components/icon.tsx';
import { Progress } from '../../../components/progress.tsx';
import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import classes from './section-list.module.css';
import type { Reading } from './use-reading.ts';
import type { ReadingMode, SectionPlace } from './use-section-place.ts';

function ReadSign({ read }: { read: boolean }) {
  return (
    <span className={classes.sign} data-read={read || undefined}>
      {read && <Icon name="check" />}
      <span className={hidden.hidden}>
        <FormattedMessage id={read ? 'topic.read' : 'topic.unread'} />
      </span>
    </span>
  );
}

/** The lecture's sections with what is read of them. */
export function SectionList({
  topic,
  reading,
  place,
  mode,
}: {
  topic: TopicPage;
  reading: Reading;
  place: SectionPlace;
  mode: ReadingMode;
}) {
  const { formatMessage } = useIntl();
  const narrow = useIsNarrow();
  const count = topic.sections.length;
  const read = topic.sections.filter(({ id }) => reading.read.has(id)).length;
  return (
    <nav className={classes.list} aria-label={formatMessage({ id: 'topic.contents' })}>
      <p className={classes.progressText} id="reading-progress">
        <FormattedMessage id="topic.progress" values={{ read, count }} />
      </p>
      <Progress aria-labelledby="reading-progress" value={read} max={Math.max(1, count)} />
      <details className={classes.fold} open={!narrow}>
        <summary>
          <FormattedMessage id="topic.contents" />
        </summary>
        <ol className={classes.sections} lang={topic.language}>
          {topic.sections.map((section, index) => (
            <li key={section.id}>
              <a
                href={`#${section.id}`}
                className={classes.section}
                aria-current={mode === 'step' && index === place.index ? 'step' : undefined}
                onClick={(event) => {
                  if (mode === 'all') return;
                  event.preventDefault();
                  place.goTo(index);
                }}
              >
                <ReadSign read={reading.read.has(section.id)} />
                <span>{section.title}</span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
