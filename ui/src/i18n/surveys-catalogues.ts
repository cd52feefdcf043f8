import type { Locale } from '@chuyen-de/contracts';
import type { SurveyLeadMessages, SurveysMessages } from './messages.ts';

/** The words of surveys of a class, loaded with them alone. */
export const loadSurveysCatalogue = async (locale: Locale): Promise<SurveysMessages> =>
  locale === 'en'
    ? (await import('./en/surveys.ts')).surveysMessages
    : (await import('./vi/surveys.ts')).surveysMessages;

/** What they say to those who make them, and see what came of them. */
export const loadSurveyLeadCatalogue = async (locale: Locale): Promise<SurveyLeadMessages> =>
  locale === 'en'
    ? (await import('./en/survey-lead.ts')).surveyLeadMessages
    : (await import('./vi/survey-lead.ts')).surveyLeadMessages;
