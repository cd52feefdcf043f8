import { Suspense, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { Frame } from '../components/frame.tsx';
import { later } from '../components/later.tsx';
import { Loading } from '../components/loading.tsx';
import { NotFound } from '../components/not-found.tsx';
import { RouteBoundary } from '../components/route-boundary.tsx';
import { useSession } from '../lib/use-session.ts';
import { BackToClass } from './back-to-class.tsx';
import { CLASS_PAGES, CLASS_STAFF_PAGES, CertificateCheckPage, ClassHomePage } from './class-pages.tsx';
import { HomePage } from './home-page.tsx';
import { NeedsSession } from './needs-session.tsx';
import { StaffTabs } from './staff-tabs.tsx';
import { StartPage } from './start-page.tsx';

const ExamStartPage = later(async () => (await import('../features/exam/exam-pages.ts')).ExamStartPage);
const TakeExamPage = later(async () => (await import('../features/exam/exam-pages.ts')).TakeExamPage);
const ResultPage = later(
  async () => (await import('../features/result/components/result-page.tsx')).ResultPage,
);
const TopicPage = later(async () => (await import('../features/topic/components/topic-page.tsx')).TopicPage);
const PracticeStartPage = later(
  async () => (await import('../features/practice/components/practice-start-page.tsx')).PracticeStartPage,
);
const PracticeRoundPage = later(
  async () => (await import('../features/practice/components/practice-round-page.tsx')).PracticeRoundPage,
);
const ClassPage = later(async () => (await import('../features/class/components/class-page.tsx')).ClassPage);
const QuestionsPage = later(
  async () => (await import('../features/questions/components/questions-page.tsx')).QuestionsPage,
);
const CorrectionPage = later(
  async () => (await import('../features/corrections/components/correction-page.tsx')).CorrectionPage,
);
const AppealsPage = later(
  async () => (await import('../features/corrections/components/appeals-page.tsx')).AppealsPage,
);
const CoursePage = later(
  async () => (await import('../features/course/components/course-page.tsx')).CoursePage,
);
const PickerPage = later(
  async () => (await import('../features/picker/components/picker-page.tsx')).PickerPage,
);
const examEditor = () => import('../features/exam-editor/exam-editor-pages.ts');
const MadeExamsPage = later(async () => (await examEditor()).MadeExamsPage);
const ExamEditorPage = later(async () => (await examEditor()).ExamEditorPage);
const BanksPage = later(async () => (await import('../features/bank/bank-pages.ts')).BanksPage);
const BankPage = later(async () => (await import('../features/bank/bank-pages.ts')).BankPage);
const AppraisalsPage = later(async () => (await import('../features/bank/bank-pages.ts')).AppraisalsPage);
const AppraisalPage = later(async () => (await import('../features/bank/bank-pages.ts')).AppraisalPage);
const MinutesPage = later(async () => (await import('../features/bank/bank-pages.ts')).MinutesPage);
const SourcesPage = later(async () => (await import('../features/bank/bank-pages.ts')).SourcesPage);
const SourcePage = later(async () => (await import('../features/bank/bank-pages.ts')).SourcePage);
const MadeTopicPage = later(async () => (await import('../features/bank/bank-pages.ts')).MadeTopicPage);
const QuestionPage = later(async () => (await import('../features/bank/bank-pages.ts')).QuestionPage);
const ReportsPage = later(async () => (await import('../features/bank/bank-pages.ts')).ReportsPage);
const HistoryPage = later(async () => (await import('../features/bank/bank-pages.ts')).HistoryPage);
const QualityPage = later(async () => (await import('../features/bank/bank-pages.ts')).QualityPage);
const ImportStartPage = later(async () => (await import('../features/bank/bank-pages.ts')).ImportStartPage);
const ImportPage = later(async () => (await import('../features/bank/bank-pages.ts')).ImportPage);
const PapersPage = later(
  async () => (await import('../features/papers/components/papers-page.tsx')).PapersPage,
);
const ExamRoomPage = later(
  async () => (await import('../features/exam-room/exam-room-pages.ts')).ExamRoomPage,
);
const LedgerPage = later(async () => (await import('../features/exam-room/exam-room-pages.ts')).LedgerPage);
const SittingsPage = later(
  async () => (await import('../features/exam-room/exam-room-pages.ts')).SittingsPage,
);
const ExamDocumentsPage = later(
  async () => (await import('../features/exam-room/components/documents-page.tsx')).ExamDocumentsPage,
);
const MarkingOverviewPage = later(
  async () => (await import('../features/marking/marking-pages.ts')).MarkingOverviewPage,
);
const MarkingQueuePage = later(
  async () => (await import('../features/marking/marking-pages.ts')).MarkingQueuePage,
);
const MarkedAnswersPage = later(
  async () => (await import('../features/marking/marking-pages.ts')).MarkedAnswersPage,
);
const MarkedAnswerPage = later(
  async () => (await import('../features/marking/marking-pages.ts')).MarkedAnswerPage,
);
const RehearsalPage = later(
  async () => (await import('../features/exam/components/rehearsal-page.tsx')).RehearsalPage,
);
const PaperResultsPage = later(
  async () => (await import('../features/paper-results/paper-results-pages.ts')).PaperResultsPage,
);
const PaperImportPage = later(
  async () => (await import('../features/paper-results/paper-results-pages.ts')).PaperImportPage,
);
const BringLogPage = later(
  async () => (await import('../features/bring-log/components/bring-log-page.tsx')).BringLogPage,
);
const ReceiptPage = later(
  async () => (await import('../features/receipt/components/receipt-page.tsx')).ReceiptPage,
);
const RecordsPage = later(
  async () => (await import('../features/records/components/records-page.tsx')).RecordsPage,
);

const LOADED_PAGES: [address: RegExp, page: ReturnType<typeof later>][] = [
  [/^\/exams\/[^/]+$/, ExamStartPage],
  [/^\/exams\/[^/]+\/attempt$/, TakeExamPage],
  [/^\/attempts\/[^/]+$/, ResultPage],
  [/^\/topics\/[^/]+$/, TopicPage],
  [/^\/practice\/[^/]+$/, PracticeStartPage],
  [/^\/practice\/[^/]+\/rounds\/[^/]+$/, PracticeRoundPage],
  [/^\/classes\/[^/]+$/, ClassHomePage],
  [/^\/class$/, ClassPage],
  [/^\/questions$/, QuestionsPage],
  [/^\/questions\/[^/]+\/[^/]+$/, CorrectionPage],
  [/^\/appeals$/, AppealsPage],
  [/^\/course$/, CoursePage],
  [/^\/picker$/, PickerPage],
  [/^\/records$/, RecordsPage],
];

/** Loads what the page at an address is made of, so that it can be shown at once. */
export async function loadPage(path: string): Promise<void> {
  await LOADED_PAGES.find(([address]) => address.test(path))?.[1].load();
}

/** A page in its frame, with its own boundary for faults and its own waiting. */
function Framed({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <Frame wide={wide}>
      <RouteBoundary>
        <NeedsSession>
          <StaffTabs />
          <BackToClass />
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </NeedsSession>
      </RouteBoundary>
    </Frame>
  );
}

/** For those who come without a launch: analysts with a key of their own, officials with a receipt. */
function Open({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <Frame wide={wide}>
      <RouteBoundary>
        <StaffTabs />
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </RouteBoundary>
    </Frame>
  );
}

/** The exam brings its own frame; without a session there is none to bring it. */
function Bare({ children }: { children: ReactNode }) {
  if (useSession() === undefined) return <Framed>{children}</Framed>;
  return (
    <RouteBoundary>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </RouteBoundary>
  );
}

/** Pages of those who teach. */
const STAFF_PAGES: { path: string; page: ReactNode; wide: boolean }[] = [
  { path: '/class', page: <ClassPage />, wide: true },
  ...CLASS_STAFF_PAGES,
  { path: '/questions', page: <QuestionsPage />, wide: true },
  { path: '/questions/:code/:revision', page: <CorrectionPage />, wide: true },
  { path: '/appeals', page: <AppealsPage />, wide: true },
  { path: '/course', page: <CoursePage />, wide: true },
  { path: '/marking', page: <MarkingOverviewPage />, wide: false },
  { path: '/marking/:question', page: <MarkingQueuePage />, wide: true },
  { path: '/marking/:question/marked', page: <MarkedAnswersPage />, wide: false },
  { path: '/marking/:question/answers/:attempt', page: <MarkedAnswerPage />, wide: true },
  { path: '/picker', page: <PickerPage />, wide: false },
  { path: '/exams/:code/room', page: <ExamRoomPage />, wide: true },
  { path: '/exams/:code/room/ledger', page: <LedgerPage />, wide: true },
  { path: '/exams/:code/sittings', page: <SittingsPage />, wide: true },
  { path: '/exams/:code/documents', page: <ExamDocumentsPage />, wide: true },
  { path: '/question-reports', page: <ReportsPage />, wide: false },
  { path: '/banks', page: <BanksPage />, wide: false },
  { path: '/banks/:bank', page: <BankPage />, wide: true },
  { path: '/banks/:bank/imports', page: <ImportStartPage />, wide: false },
  { path: '/banks/:bank/imports/:id', page: <ImportPage />, wide: false },
  { path: '/banks/:bank/topics/:code', page: <MadeTopicPage />, wide: true },
  { path: '/banks/:bank/questions/:code', page: <QuestionPage />, wide: true },
  { path: '/banks/:bank/questions/:code/history', page: <HistoryPage />, wide: false },
  { path: '/banks/:bank/quality', page: <QualityPage />, wide: false },
  { path: '/banks/:bank/minutes', page: <MinutesPage />, wide: false },
  { path: '/appraisals', page: <AppraisalsPage />, wide: false },
  { path: '/appraisals/:id', page: <AppraisalPage />, wide: false },
  { path: '/sources', page: <SourcesPage />, wide: false },
  { path: '/sources/:source', page: <SourcePage />, wide: true },
  { path: '/made-exams', page: <MadeExamsPage />, wide: false },
  { path: '/made-exams/:code', page: <ExamEditorPage />, wide: true },
  { path: '/made-exams/:code/papers', page: <PapersPage />, wide: true },
];

/** What learners come to from other pages of theirs. */
const LEARNERS_PAGES = [
  ...CLASS_PAGES,
  { path: '/exams/:code/rehearsal', page: <RehearsalPage /> },
  { path: '/practice/:code/rounds/:id', page: <PracticeRoundPage /> },
  { path: '/exams/:code/sealed-log', page: <BringLogPage /> },
  { path: '/exams/:code/paper-results', page: <PaperResultsPage /> },
  { path: '/exams/:code/paper-results/:id', page: <PaperImportPage /> },
];

/** What somebody is shown by others, who come without a launch. */
const OPEN_PAGES = [
  { path: '/receipt', page: <ReceiptPage /> },
  { path: '/certificate', page: <CertificateCheckPage /> },
];

export function Pages() {
  return (
    <Switch>
      <Route path="/start">
        <Frame>
          <StartPage />
        </Frame>
      </Route>
      <Route path="/">
        <Framed children={<HomePage />} />
      </Route>
      <Route path="/exams/:code">
        <Framed children={<ExamStartPage />} />
      </Route>
      <Route path="/exams/:code/attempt">
        <Bare children={<TakeExamPage />} />
      </Route>
      {LEARNERS_PAGES.map(({ path, page }) => (
        <Route key={path} path={path}>
          <Framed children={page} />
        </Route>
      ))}
      <Route path="/attempts/:id">
        <Framed children={<ResultPage />} />
      </Route>
      <Route path="/topics/:code">
        <Framed wide children={<TopicPage />} />
      </Route>
      <Route path="/practice/:code">
        <Framed children={<PracticeStartPage />} />
      </Route>
      {STAFF_PAGES.map(({ path, page, wide }) => (
        <Route key={path} path={path}>
          <Framed wide={wide} children={page} />
        </Route>
      ))}
      <Route path="/records">
        <Open wide children={<RecordsPage />} />
      </Route>
      {OPEN_PAGES.map(({ path, page }) => (
        <Route key={path} path={path}>
          <Open children={page} />
        </Route>
      ))}
      <Route>
        <Framed children={<NotFound />} />
      </Route>
    </Switch>
  );
}
