import type { ExamBank, MadeExam } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams, useSearchParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadExamEditorCatalogue } from '../../../i18n/exam-editor-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useOutdating } from '../../../lib/use-outdating.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSavingAtTurns } from '../../../lib/use-saving-at-turns.ts';
import { examBankQuery, madeExamQuery, madeExamsQuery, publishExam, saveDraft } from '../api/made-exams.ts';
import { openDraftSheet, type DraftSheet, type DraftView } from '../draft-sheet.ts';
import { openKeptDraft } from '../kept-draft.ts';
import { BlueprintSection } from './blueprint-section.tsx';
import classes from './exam-editor.module.css';
import { EntrySection } from './entry-section.tsx';
import { FeedbackSection } from './feedback-section.tsx';
import { FixedSection } from './fixed-section.tsx';
import { Forecast } from './forecast.tsx';
import { PapersSection } from './papers-section.tsx';
import { Preview } from './preview.tsx';
import { FaultList, PublishPanel } from './publish-panel.tsx';
import { SaveNotices, SaveState } from './save-state.tsx';
import { ReviewSection } from './review-section.tsx';
import { NameSection, PaperSection, TakingSection } from './settings-sections.tsx';
import { WindowSection } from './window-section.tsx';
import { Versions } from './versions.tsx';

const PARTS = ['edit', 'preview', 'versions'] as const;
type Part = (typeof PARTS)[number];

function usePart(): [part: Part, go: (part: Part) => void] {
  const [parameters, setParameters] = useSearchParams();
  const part = PARTS.find((each) => each === parameters.get('view')) ?? 'edit';
  // No trail in the history, which an LMS's frame shares with the whole course.
  return [part, (next) => setParameters({ view: next }, { replace: true })];
}

function Tabs({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  const { formatMessage } = useIntl();
  return (
    <nav className={classes.tabs} aria-label={formatMessage({ id: 'examEditor.tabs' })}>
      {PARTS.map((each) => (
        <button
          key={each}
          type="button"
          className={classes.tab}
          aria-current={each === part ? 'page' : undefined}
          onClick={() => onPart(each)}
        >
          <FormattedMessage id={`examEditor.tab.${each}`} />
        </button>
      ))}
    </nav>
  );
}

function Form({ view, sheet, bank }: { view: DraftView; sheet: DraftSheet; bank: ExamBank }) {
  const { draft, stored: exam } = view;
  const { faults, fixedQuestions, code } = exam;
  const section = { draft, faults, onChange: sheet.change };
  return (
    <div className={classes.form}>
      <NameSection {...section} />
      <BlueprintSection {...section} {...{ bank, fixedQuestions }} />
      <FixedSection {...section} {...{ code, bank, fixedQuestions }} />
      <TakingSection {...section} />
      <WindowSection {...section} />
      <EntrySection {...section} />
      <PapersSection {...section} />
      <PaperSection {...section} />
      <ReviewSection {...section} />
      <FeedbackSection {...section} />
    </div>
  );
}

function useSheet(exam: MadeExam) {
  const outdate = useOutdating();
  const [sheet] = useState(() =>
    openDraftSheet({
      exam,
      kept: openKeptDraft(exam.code),
      save: async (code, body) => {
        const saved = await saveDraft(code, body);
        outdate(madeExamsQuery.queryKey);
        return saved;
      },
      publish: publishExam,
    }),
  );
  useSavingAtTurns(sheet);
  return sheet;
}

function Editor({ exam, bank }: { exam: MadeExam; bank: ExamBank }) {
  const { formatMessage } = useIntl();
  const sheet = useSheet(exam);
  const view = useSyncExternalStore(sheet.subscribe, sheet.view, sheet.view);
  const [part, setPart] = usePart();
  const title = view.draft.title.vi.trim() || formatMessage({ id: 'examEditor.untitled' });
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <PageHead
        kicker={
          <>
            <Link to="/made-exams">
              <FormattedMessage id="examEditor.toList" />
            </Link>
            {' · '}
            <FormattedMessage id="examEditor.kicker" />
          </>
        }
        title={title}
      />
      <SaveState view={view} sheet={sheet} />
      <SaveNotices view={view} sheet={sheet} />
      <Tabs part={part} onPart={setPart} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {part === 'edit' && <Form view={view} sheet={sheet} bank={bank} />}
          {part === 'preview' && <Preview view={view} />}
          {part === 'versions' && <Versions exam={view.stored} sheet={sheet} />}
        </div>
        <div className={classes.aside}>
          <FaultList faults={view.stored.faults} />
          <Forecast exam={view.stored} />
          <PublishPanel view={view} sheet={sheet} />
        </div>
      </div>
    </div>
  );
}

function Opened() {
  const { code } = useParams<{ code: string }>();
  const exam = useQuery(madeExamQuery(code));
  const bank = useQuery(examBankQuery(code));
  const failed = [exam, bank].find(({ isError }) => isError);
  if (exam.data && bank.data) return <Editor key={code} exam={exam.data} bank={bank.data} />;
  if (failed) return <ErrorView error={failed.error} onRetry={() => void failed.refetch()} />;
  return <Loading />;
}

/** Where an exam is made: its draft, what is wrong with it, and how it comes into use. */
export const ExamEditorPage = () => (
  <LaterWords of="exam-editor" load={loadExamEditorCatalogue}>
    <Opened />
  </LaterWords>
);
