import type { Locale } from '@chuyen-de/contracts';
import type { PaperResultsMessages } from './messages.ts';

/** The words of the pages on which results of exams on paper are entered: apart, so that learners do not load them. */
export const loadPaperResultsCatalogue = async (locale: Locale): Promise<PaperResultsMessages> =>
  locale === 'en'
    ? (await import('./en/paper-results.ts')).paperResultsMessages
    : (await import('./vi/paper-results.ts')).paperResultsMessages;
