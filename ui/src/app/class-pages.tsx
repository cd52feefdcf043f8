import { later } from '../components/later.tsx';

const classHome = () => import('../features/class-home/components/class-home-page.tsx');
export const ClassHomePage = later(async () => (await classHome()).ClassHomePage);
const exchange = () => import('../features/discussions/pages.ts');
const ThreadsPage = later(async () => (await exchange()).ThreadsPage);
const ThreadPage = later(async () => (await exchange()).ThreadPage);
const surveys = () => import('../features/surveys/pages.ts');
const SurveysPage = later(async () => (await surveys()).SurveysPage);
const SurveyPage = later(async () => (await surveys()).SurveyPage);
const surveyResults = () => import('../features/surveys/components/survey-results-page.tsx');
const SurveyResultsPage = later(async () => (await surveyResults()).SurveyResultsPage);

/** The home of a class, and what is reached from there. */
export const CLASS_PAGES = [
  { path: '/classes/:code', page: <ClassHomePage /> },
  { path: '/classes/:code/exchange', page: <ThreadsPage /> },
  { path: '/classes/:code/exchange/:thread', page: <ThreadPage /> },
  { path: '/classes/:code/surveys', page: <SurveysPage /> },
  { path: '/classes/:code/surveys/:survey', page: <SurveyPage /> },
  { path: '/classes/:code/surveys/:survey/results', page: <SurveyResultsPage /> },
];
