/** Loaded together: who looks at what waits goes on to mark it. */
export { MarkedAnswerPage, MarkedAnswersPage } from './components/marked-page.tsx';
export { MarkingOverviewPage } from './components/marking-page.tsx';
export { MarkingQueuePage } from './components/queue-page.tsx';
