import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ErrorView } from '../../../components/error-view.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale, useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { topicQuery } from '../api/topic.ts';
import type { ReadTopic as Topic } from '../kept-study.ts';
import { AllSections } from './all-sections.tsx';
import { Completion } from './completion.tsx';
import { OneSection } from './one-section.tsx';
import { ReadingList } from './reading-list.tsx';
import { SectionList } from './section-list.tsx';
import { TopicHead } from './topic-head.tsx';
import classes from './topic-page.module.css';
import { useKeptTopic } from './use-kept-topic.ts';
import { useReading, type Reading } from './use-reading.ts';
import { useSectionPlace, type ReadingMode } from './use-section-place.ts';

/** Apart: most topics have none, and each kind brings what it needs. */
const Materials = later(async () => (await import('./materials/materials.tsx')).Materials);

/** A newer edition of what is read was issued meanwhile: it comes when the reader asks for it. */
function NewerEdition({ code }: { code: string }) {
  const queryClient = useQueryClient();
  return (
    <Notice live>
      <FormattedMessage id="topic.newer" />{' '}
      <Button onClick={() => void queryClient.invalidateQueries({ queryKey: ['topic', code] })}>
        <FormattedMessage id="topic.newer.read" />
      </Button>
    </Notice>
  );
}

function Remarks({ topic, reading }: { topic: Topic; reading: Reading }) {
  const locale = useLocale();
  const { dateTime } = useFormats();
  return (
    <>
      {topic.retired && (
        <Notice>
          <FormattedMessage id="topic.retired" />
        </Notice>
      )}
      {topic.progress.revision !== topic.revision && <NewerEdition code={topic.code} />}
      {reading.preview && (
        <Notice>
          <FormattedMessage id="topic.preview" />
        </Notice>
      )}
      {topic.keptAt !== undefined && (
        <Notice tone="warn" live>
          <FormattedMessage id="topic.kept" values={{ at: dateTime(topic.keptAt) }} />
        </Notice>
      )}
      {reading.failing && topic.keptAt === undefined && (
        <Notice tone="warn" live>
          <FormattedMessage id="topic.notSaved" />
        </Notice>
      )}
      {topic.language !== locale && (
        <Notice>
          <FormattedMessage id="topic.otherLanguage" />
        </Notice>
      )}
    </>
  );
}

function TopicView({ topic }: { topic: Topic }) {
  const reading = useReading(topic);
  useKeptTopic(topic);
  const [mode, setMode] = useState<ReadingMode>('step');
  const place = useSectionPlace(topic, reading.read);
  const Sections = mode === 'step' ? OneSection : AllSections;
  return (
    <article className={classes.page}>
      <TopicHead topic={topic} mode={mode} onMode={setMode} />
      <Remarks topic={topic} reading={reading} />
      <div className={classes.columns}>
        <SectionList topic={topic} reading={reading} place={place} mode={mode} />
        <div className={classes.body}>
          {topic.materials.length > 0 && (
            <Suspense fallback={<Loading />}>
              <Materials topic={topic} />
            </Suspense>
          )}
          <Sections topic={topic} reading={reading} place={place} />
          <Completion topic={topic} reading={reading} />
          <ButtonLink to={`/practice/${topic.code}`}>
            <FormattedMessage id="practice.this" />
          </ButtonLink>
          <ReadingList topic={topic} />
        </div>
      </div>
    </article>
  );
}

export function TopicPage() {
  const { code } = useParams<{ code: string }>();
  const locale = useLocale();
  const text = useText();
  const topic = useQuery(topicQuery(code, locale));
  usePageTitle(topic.data && text(topic.data.title));
  if (topic.data) return <TopicView key={`${topic.data.code} ${topic.data.revision}`} topic={topic.data} />;
  if (topic.isError) return <ErrorView error={topic.error} onRetry={() => void topic.refetch()} />;
  return <Loading />;
}
