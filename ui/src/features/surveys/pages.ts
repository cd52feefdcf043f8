/** The pages of a class's surveys, loaded together. */
export { SurveyPage } from './components/survey-page.tsx';
export { SurveysPage } from './components/surveys-page.tsx';
