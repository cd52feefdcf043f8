/** Loaded together: who is before an exam will be in it next, perhaps without network. */
export { ExamStartPage } from './components/exam-start-page.tsx';
export { TakeExamPage } from './components/take-exam-page.tsx';
export { openSheetEarly } from './components/use-answer-sheet.ts';
