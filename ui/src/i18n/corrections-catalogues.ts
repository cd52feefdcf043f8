import type { Locale } from '@chuyen-de/contracts';
import type { CorrectionsMessages } from './messages.ts';

/** The words of the pages on which questions are corrected and appeals answered: apart, so that learners do not load them. */
export const loadCorrectionsCatalogue = async (locale: Locale): Promise<CorrectionsMessages> =>
  locale === 'en'
    ? (await import('./en/corrections.ts')).correctionsMessages
    : (await import('./vi/corrections.ts')).correctionsMessages;
