import type { TopicPage } from '@chuyen-de/contracts';
import { useEffect, useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Icon } from '../../../components/icon.tsx';
import { LectureText } from './lecture-text.tsx';
import classes from './sections.module.css';
import type { Reading } from './use-reading.ts';

type Section = TopicPage['sections'][number];

/** Faster than this nobody reads: scrolling by does not count. */
const FASTEST_WORDS_A_SECOND = 12;

/** Calls when the end of a section has come into sight after a time in which it may have been read. */
function useEndSeen(section: Section, done: boolean, onSeen: () => void) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  // The callback changes with every rendering; the observer shall not start anew for that.
  useEffect(() => void (latest.current = onSeen), [onSeen]);
  // Only the browser knows what is in sight.
  useEffect(() => {
    const element = end.current;
    if (element === null || done || !('IntersectionObserver' in window)) return undefined;
    const readableAt = Date.now() + (section.words / FASTEST_WORDS_A_SECOND) * 1000;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      // Who stays at the end until the time has passed has read it as well.
      if (entries.at(-1)?.isIntersecting)
        timer = setTimeout(() => latest.current(), Math.max(0, readableAt - Date.now()));
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [section, done]);
  return end;
}

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
  const markRead = () => reading.markRead(section.id);
  const end = useEndSeen(section, done, markRead);
  return (
    <section id={section.id} className={classes.section}>
      <h2 lang={topic.language} className={classes.heading}>
        {section.title}
      </h2>
      <LectureText html={section.html} language={topic.language} />
      <div ref={end} className={classes.ways}>
        {done ? (
          <span className={classes.done}>
            <Icon name="check" />
            <FormattedMessage id="topic.read" />
          </span>
        ) : (
          <Button onClick={markRead}>
            <FormattedMessage id="topic.markRead" />
          </Button>
        )}
      </div>
    </section>
  );
}

/** The whole lecture in one flow: a section is read when its end has been reached. */
export function AllSections({ topic, reading }: { topic: TopicPage; reading: Reading }) {
  return (
    <div className={`${card.card ?? ''} ${classes.flow ?? ''}`}>
      {topic.sections.map((section) => (
        <SectionInFlow key={section.id} section={section} topic={topic} reading={reading} />
      ))}
    </div>
  );
}
