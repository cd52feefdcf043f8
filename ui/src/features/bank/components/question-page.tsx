import type { BankQuestion, MadeBank, QuestionDraft } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useOutdating } from '../../../lib/use-outdating.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSavingAtTurns } from '../../../lib/use-saving-at-turns.ts';
import { Editing } from '../../../question-types/editing.tsx';
import { bankQuery, MADE_BANKS, makeQuestion, questionQuery, saveQuestion } from '../api/made-banks.ts';
import { newQuestion } from '../new-question.ts';
import { knownOf, openKeptQuestion, openQuestionSheet, type QuestionSheet } from '../question-sheet.ts';
import { AppraisalPanel } from './appraisal-panel.tsx';
import classes from './bank.module.css';
import { CommentsPanel } from './comments-panel.tsx';
import { QuestionFaults } from './question-faults.tsx';
import { hasEnglish, QuestionForm } from './question-form.tsx';
import { QuestionPreview } from './question-preview.tsx';
import { ReportsPanel } from './report-list.tsx';
import { SaveNotices, SaveState } from './save-state.tsx';
import { UsePanel } from './use-panel.tsx';

/** What the next question begins as: of the same type, topic and level. */
const nextOf = ({ topic, level, content: { type } }: QuestionDraft): QuestionDraft =>
  newQuestion({ type, topic, level });

/** Goes on with another question once this one is saved. */
function useGoingOn(bank: string, sheet: QuestionSheet) {
  const [, navigate] = useLocation();
  const outdate = useOutdating();
  return useMutation({
    mutationFn: async (how: 'next' | 'copy') => {
      await sheet.settle();
      const { draft, stored } = sheet.view();
      return makeQuestion(bank, how === 'next' ? { draft: nextOf(draft) } : { from: stored.code });
    },
    onSuccess: ({ code }) => {
      outdate([...MADE_BANKS, bank, 'rows'], [...MADE_BANKS, bank, 'bank']);
      navigate(`/banks/${bank}/questions/${code}`);
    },
  });
}
type GoingOn = ReturnType<typeof useGoingOn>;

function Ways({ goingOn }: { goingOn: GoingOn }) {
  return (
    <div className={classes.ways}>
      <Button
        aria-disabled={goingOn.isPending}
        aria-keyshortcuts="Control+Enter"
        onClick={() => goingOn.mutate('next')}
      >
        <FormattedMessage id="bank.next" />
      </Button>
      <Button aria-disabled={goingOn.isPending} onClick={() => goingOn.mutate('copy')}>
        <FormattedMessage id="bank.copy" />
      </Button>
      <span className={classes.soft}>
        <FormattedMessage id="bank.next.hint" />
      </span>
      {goingOn.isError && <ErrorNotice error={goingOn.error} />}
    </div>
  );
}

/** Ctrl + Enter, wherever one types. */
function useShortcut(act: () => void) {
  // The key is pressed in any field of the page.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [act]);
}

/** What other pages show of a question. */
const SHOWN_ELSEWHERE = ['rows', 'bank', 'import', 'tags', 'history', 'quality'];

function useSheet(bank: string, question: BankQuestion) {
  const outdate = useOutdating();
  const [sheet] = useState(() =>
    openQuestionSheet({
      stored: question,
      kept: openKeptQuestion(question.code),
      save: async (code, body) => {
        const saved = await saveQuestion(bank, code, body);
        outdate(...SHOWN_ELSEWHERE.map((what) => [...MADE_BANKS, bank, what]));
        return saved;
      },
    }),
  );
  useSavingAtTurns(sheet);
  return sheet;
}

const LockedNotice = () => (
  <Notice live>
    <FormattedMessage id="appraisal.locked" />
  </Notice>
);

/** What leads from the question to its bank, or the import that brought it, and to what it said before. */
function Head({ bank, question, isFound }: { bank: string; question: BankQuestion; isFound: boolean }) {
  const { code } = question;
  return (
    <PageHead
      kicker={
        <Link to={`/banks/${bank}${isFound ? `/imports/${question.import ?? ''}` : ''}`}>
          <FormattedMessage id={isFound ? 'bank.toImport' : 'bank.toBank'} />
        </Link>
      }
      title={<FormattedMessage id="bank.question" />}
    >
      <p className={classes.soft}>
        {code}
        {!isFound && (
          <>
            {' · '}
            <Link to={`/banks/${bank}/questions/${code}/history`}>
              <FormattedMessage id="history" />
            </Link>
          </>
        )}
      </p>
    </PageHead>
  );
}

function Editor({ bank, question }: { bank: MadeBank; question: BankQuestion }) {
  const { formatMessage } = useIntl();
  const sheet = useSheet(bank.code, question);
  const view = useSyncExternalStore(sheet.subscribe, sheet.view, sheet.view);
  const [english, setEnglish] = useState(() => hasEnglish(question.draft.content));
  const goingOn = useGoingOn(bank.code, sheet);
  useShortcut(() => {
    if (!goingOn.isPending) goingOn.mutate('next');
  });
  usePageTitle(formatMessage({ id: 'bank.question' }));
  const { faults, code, state } = view.stored;
  const { can, appraisal } = knownOf(view);
  const isFound = state === 'found';
  return (
    <div className={classes.page}>
      <Head bank={bank.code} question={question} isFound={isFound} />
      <SaveState view={view} sheet={sheet} />
      <SaveNotices view={view} sheet={sheet} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {can.withdraw && <LockedNotice />}
          <Editing.Provider value={{ inEnglish: english, faults }}>
            <fieldset disabled={can.withdraw} className={classes.column}>
              <QuestionForm {...{ bank, view, sheet, english }} onEnglish={setEnglish} />
            </fieldset>
          </Editing.Provider>
          <Ways goingOn={goingOn} />
        </div>
        <div className={classes.aside}>
          <QuestionPreview key={view.draft.content.type} content={view.draft.content} />
          <QuestionFaults faults={faults} leads />
          <UsePanel bank={bank.code} hasCouncil={bank.council !== null} view={view} sheet={sheet} />
          {appraisal && <AppraisalPanel appraisal={appraisal} />}
          {state !== 'draft' && !isFound && <ReportsPanel question={code} />}
          {!isFound && <CommentsPanel bank={bank.code} code={code} />}
        </div>
      </div>
    </div>
  );
}

function Opened() {
  const { bank: bankCode, code } = useParams<{ bank: string; code: string }>();
  const bank = useQuery(bankQuery(bankCode));
  const question = useQuery(questionQuery(bankCode, code));
  const failed = [bank, question].find(({ isError }) => isError);
  if (bank.data && question.data) return <Editor key={code} bank={bank.data} question={question.data} />;
  if (failed) return <ErrorView error={failed.error} onRetry={() => void failed.refetch()} />;
  return <Loading />;
}

/** Where a question is written: its draft, what is wrong with it, and how it comes into use. */
export const QuestionPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
