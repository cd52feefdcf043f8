import type { Locale } from '@chuyen-de/contracts';
import type { MarkingMessages } from './messages.ts';

/** The words of the pages on which answers are marked: apart, so that learners do not load them. */
export const loadMarkingCatalogue = async (locale: Locale): Promise<MarkingMessages> =>
  locale === 'en'
    ? (await import('./en/marking.ts')).markingMessages
    : (await import('./vi/marking.ts')).markingMessages;
