export { PaperImportPage } from './components/paper-import-page.tsx';
export { PaperResultsPage } from './components/paper-results-page.tsx';
