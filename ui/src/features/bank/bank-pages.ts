/** Loaded together: who looks at a bank opens one of its questions next. */
export { BankPage } from './components/bank-page.tsx';
export { BanksPage } from './components/banks-page.tsx';
export { QuestionPage } from './components/question-page.tsx';
