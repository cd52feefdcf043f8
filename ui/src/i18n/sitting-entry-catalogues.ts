import type { Locale } from '@chuyen-de/contracts';
import type { SittingEntryMessages } from './messages.ts';

/** The words of entering a sitting: apart, so that other exams do not load them. */
export const loadSittingEntryCatalogue = async (locale: Locale): Promise<SittingEntryMessages> =>
  locale === 'en'
    ? (await import('./en/sitting-entry.ts')).sittingEntryMessages
    : (await import('./vi/sitting-entry.ts')).sittingEntryMessages;
