import { later } from '../components/later.tsx';

const classHome = () => import('../features/class-home/components/class-home-page.tsx');
export const ClassHomePage = later(async () => (await classHome()).ClassHomePage);
const exchange = () => import('../features/discussions/pages.ts');
const ThreadsPage = later(async () => (await exchange()).ThreadsPage);
const ThreadPage = later(async () => (await exchange()).ThreadPage);
const classLearners = () => import('../features/class-home/components/class-learners-page.tsx');
const ClassLearnersPage = later(async () => (await classLearners()).ClassLearnersPage);
const certificates = () => import('../features/certificates/components/certificates-page.tsx');
const CertificatesPage = later(async () => (await certificates()).CertificatesPage);
const ownCertificate = () => import('../features/certificates/components/own-certificate-page.tsx');
const OwnCertificatePage = later(async () => (await ownCertificate()).OwnCertificatePage);
const certificateCheck = () => import('../features/certificates/components/check-page.tsx');
export const CertificateCheckPage = later(async () => (await certificateCheck()).CertificateCheckPage);
const surveys = () => import('../features/surveys/pages.ts');
const SurveysPage = later(async () => (await surveys()).SurveysPage);
const SurveyPage = later(async () => (await surveys()).SurveyPage);
const surveyResults = () => import('../features/surveys/components/survey-results-page.tsx');
const SurveyResultsPage = later(async () => (await surveyResults()).SurveyResultsPage);

/** The home of a class, and what is reached from there. */
export const CLASS_PAGES = [
  { path: '/classes/:code', page: <ClassHomePage /> },
  { path: '/classes/:code/certificate', page: <OwnCertificatePage /> },
  { path: '/classes/:code/exchange', page: <ThreadsPage /> },
  { path: '/classes/:code/exchange/:thread', page: <ThreadPage /> },
  { path: '/classes/:code/surveys', page: <SurveysPage /> },
  { path: '/classes/:code/surveys/:survey', page: <SurveyPage /> },
  { path: '/classes/:code/surveys/:survey/results', page: <SurveyResultsPage /> },
];

/** What those see of a class who look after it. */
export const CLASS_STAFF_PAGES = [
  { path: '/classes/:code/learners', page: <ClassLearnersPage />, wide: true },
  { path: '/classes/:code/certificates', page: <CertificatesPage />, wide: true },
];
