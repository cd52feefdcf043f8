import type { ReactNode } from 'react';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadSurveyLeadCatalogue, loadSurveysCatalogue } from '../../../i18n/surveys-catalogues.ts';

/** The words of a class's surveys, which its other pages load without. */
export const SurveysWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="surveys" load={loadSurveysCatalogue}>
    {children}
  </LaterWords>
);

/** The words of those who make surveys, which learners load without. */
export const SurveyLeadWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="survey-lead" load={loadSurveyLeadCatalogue}>
    {children}
  </LaterWords>
);
