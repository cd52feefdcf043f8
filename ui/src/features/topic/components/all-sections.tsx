import type { TopicPage } from '@chuyen-de/contracts';
import { useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Icon } from '../../../components/icon.tsx';
import { LectureText } from '../../../components/lecture-text.tsx';
import classes from './sections.module.css';
import type { Reading } from './use-reading.ts';
import { useSight } from './use-sight.ts';
import { useTimeOn } from './use-time-on.ts';

type Section = TopicPage['sections'][number];

function SectionInFlow({
  section,
  topic,
  reading,
}: {
  section: Section;
  topic: TopicPage;
  reading: Reading;
}) {
  const done = reading.read.has(section.id);
  return (
    <section id={section.id} className={classes.section}>
      <h2 lang={topic.language} className={classes.heading}>
        {section.title}
      </h2>
      <LectureText html={section.html} language={topic.language} />
      <div className={classes.ways}>
        {done ? (
          <span className={classes.done}>
            <Icon name="check" />
            <FormattedMessage id="topic.read" />
          </span>
        ) : (
          <Button onClick={() => reading.markRead(section.id)}>
            <FormattedMessage id="topic.markRead" />
          </Button>
        )}
      </div>
    </section>
  );
}

/** The whole lecture in one flow: a section is read when it was on screen for as long as reading it takes. */
export function AllSections({ topic, reading }: { topic: TopicPage; reading: Reading }) {
  const flow = useRef<HTMLDivElement>(null);
  const lookedAt = useSight(flow);
  useTimeOn(topic, reading, () => lookedAt(reading.read));
  return (
    <div ref={flow} className={`${card.card ?? ''} ${classes.flow ?? ''}`}>
      {topic.sections.map((section) => (
        <SectionInFlow key={section.id} section={section} topic={topic} reading={reading} />
      ))}
    </div>
  );
}
