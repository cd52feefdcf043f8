import type { MadeTopic } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useOutdating } from '../../../lib/use-outdating.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSavingAtTurns } from '../../../lib/use-saving-at-turns.ts';
import { MADE_BANKS } from '../api/made-banks.ts';
import { madeTopicQuery, saveTopic } from '../api/made-topics.ts';
import { openKeptTopic, openTopicSheet } from '../topic-sheet.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';
import { LectureSection } from './lecture-section.tsx';
import { SaveNotices, SaveState } from './save-state.tsx';
import { TopicAbout } from './topic-about.tsx';
import { TopicMaterials } from './topic-materials.tsx';
import { TopicFaults, TopicUse } from './topic-use.tsx';

function useSheet(topic: MadeTopic) {
  const outdate = useOutdating();
  const { bank } = topic;
  const [sheet] = useState(() =>
    openTopicSheet({
      stored: topic,
      kept: openKeptTopic(topic.code),
      save: async (code, body) => {
        const saved = await saveTopic(bank, code, body);
        outdate([...MADE_BANKS, bank, 'bank']);
        return saved;
      },
    }),
  );
  useSavingAtTurns(sheet);
  return sheet;
}

function Writing({ topic }: { topic: MadeTopic }) {
  const sheet = useSheet(topic);
  const view = useSyncExternalStore(sheet.subscribe, sheet.view, sheet.view);
  const { title, code, bank, faults } = view.stored;
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <PageHead kicker={<BackToBank bank={bank} />} title={title}>
        <p className={classes.soft}>{code}</p>
      </PageHead>
      <SaveState view={view} sheet={sheet} />
      <SaveNotices view={view} sheet={sheet} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <LectureSection view={view} sheet={sheet} />
          <TopicMaterials view={view} sheet={sheet} />
          <TopicAbout view={view} sheet={sheet} />
        </div>
        <div className={classes.aside}>
          <TopicUse view={view} sheet={sheet} />
          <TopicFaults faults={faults} />
        </div>
      </div>
    </div>
  );
}

function Opened() {
  const { bank, code } = useParams<{ bank: string; code: string }>();
  const topic = useQuery(madeTopicQuery(bank, code));
  if (topic.data) return <Writing key={code} topic={topic.data} />;
  if (topic.isError) return <ErrorView error={topic.error} onRetry={() => void topic.refetch()} />;
  return <Loading />;
}

/** Where a topic is written: its lecture and what it says of it, what is wrong, and how it comes into use. */
export const MadeTopicPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
