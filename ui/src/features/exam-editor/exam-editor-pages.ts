/** Loaded together: who looks at the list of exams opens one of them next. */
export { ExamEditorPage } from './components/exam-editor-page.tsx';
export { MadeExamsPage } from './components/made-exams-page.tsx';
