import type { TopicPage } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Localised } from '../../../components/localised.tsx';
import { partialDate } from '../../../lib/formats.ts';
import classes from './topic-page.module.css';

function Reference({ entry }: { entry: TopicPage['readingList'][number] }) {
  const number = entry.number === undefined ? '' : ` ${entry.number}`;
  return (
    <li>
      <cite>
        <Localised text={entry.title} />
      </cite>
      {`${number}${entry.date === undefined ? '' : ` (${partialDate(entry.date)})`}`}
      {entry.clause !== undefined && `, ${entry.clause}`}
      {entry.note && (
        <span className={classes.note}>
          <Localised text={entry.note} />
        </span>
      )}
    </li>
  );
}

export function ReadingList({ topic }: { topic: TopicPage }) {
  if (topic.readingList.length === 0) return null;
  return (
    <section className={classes.readingList}>
      <h2>
        <FormattedMessage id="topic.readingList" />
      </h2>
      <ul>
        {topic.readingList.map((entry) => (
          <Reference key={`${entry.title.vi} ${entry.clause ?? ''}`} entry={entry} />
        ))}
      </ul>
    </section>
  );
}
