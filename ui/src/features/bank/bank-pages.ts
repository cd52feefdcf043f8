/** Loaded together: who looks at a bank opens one of its questions next. */
export { AppraisalPage } from './components/appraisal-page.tsx';
export { AppraisalsPage } from './components/appraisals-page.tsx';
export { MinutesPage } from './components/minutes-page.tsx';
export { BankPage } from './components/bank-page.tsx';
export { BanksPage } from './components/banks-page.tsx';
export { HistoryPage } from './history/history-page.tsx';
export { ImportPage } from './components/import-page.tsx';
export { ImportStartPage } from './components/import-start-page.tsx';
export { ReportsPage } from './components/reports-page.tsx';
export { SourcePage } from './components/source-page.tsx';
export { SourcesPage } from './components/sources-page.tsx';
export { MadeTopicPage } from './components/made-topic-page.tsx';
export { QualityPage } from './components/quality-page.tsx';
export { QuestionPage } from './components/question-page.tsx';
