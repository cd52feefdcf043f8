import type { Locale } from '@chuyen-de/contracts';
import type { PracticeMessages } from './messages.ts';

/** The words of practice: apart, so that who sits an exam does not load them. */
export const loadPracticeCatalogue = async (locale: Locale): Promise<PracticeMessages> =>
  locale === 'en'
    ? (await import('./en/practice.ts')).practiceMessages
    : (await import('./vi/practice.ts')).practiceMessages;
