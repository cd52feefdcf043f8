import type { TopicPage } from '@chuyen-de/contracts';
import { useLayoutEffect, useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Icon } from '../../../components/icon.tsx';
import { LectureText } from '../../../components/lecture-text.tsx';
import classes from './sections.module.css';
import type { Reading } from './use-reading.ts';
import type { SectionPlace } from './use-section-place.ts';
import { useTimeOn } from './use-time-on.ts';

type Section = TopicPage['sections'][number];

function SectionHeading({
  section,
  topic,
  place,
}: {
  section: Section;
  topic: TopicPage;
  place: SectionPlace;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(place.index);
  // Whoever moved on shall read on from the new section's heading; the first one does not take the focus.
  useLayoutEffect(() => {
    if (before.current !== place.index) heading.current?.focus();
    before.current = place.index;
  }, [place.index]);
  return (
    <header>
      <p className={card.kicker}>
        <FormattedMessage
          id="topic.sectionOf"
          values={{ number: place.index + 1, count: topic.sections.length }}
        />
      </p>
      <h2 ref={heading} tabIndex={-1} lang={topic.language} className={classes.heading}>
        {section.title}
      </h2>
    </header>
  );
}

/** One section at a time: going on says that it is read, and so does the time that reading it takes. */
export function OneSection({
  topic,
  reading,
  place,
}: {
  topic: TopicPage;
  reading: Reading;
  place: SectionPlace;
}) {
  const section = topic.sections[place.index];
  useTimeOn(topic, reading, () => section?.id);
  if (section === undefined) return null;
  const isLast = place.index === topic.sections.length - 1;
  const goOn = () => {
    reading.markRead(section.id);
    if (!isLast) place.goTo(place.index + 1);
  };
  return (
    <section className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <SectionHeading section={section} topic={topic} place={place} />
      <LectureText html={section.html} language={topic.language} />
      <div className={classes.ways}>
        <Button disabled={place.index === 0} onClick={() => place.goTo(place.index - 1)}>
          <Icon name="back" />
          <FormattedMessage id="topic.previous" />
        </Button>
        <Button look="main" onClick={goOn}>
          <FormattedMessage id={isLast ? 'topic.finish' : 'topic.nextSection'} />
          <Icon name={isLast ? 'check' : 'forward'} />
        </Button>
      </div>
    </section>
  );
}
